/** English here is written day first, as the rest of the world reads it. */
const LOCALES: Record<string, string> = { en: 'en-GB', zh: 'zh-CN' };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, timezone: string, part: 'date' | 'time'): Intl.DateTimeFormat {
  const key = `${locale} ${timezone} ${part}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALES[locale] ?? locale, {
      timeZone: timezone,
      ...(part === 'date'
        ? { day: 'numeric', month: locale === 'zh' ? 'long' : 'short', year: 'numeric' }
        : { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    });
    formats.set(key, format);
  }
  return format;
}

/** An instant in words, in a time zone: its date in full, and its time to the second. */
export function instantWords(at: Date, locale: string, timezone: string): { date: string; time: string } {
  return {
    date: formatOf(locale, timezone, 'date').format(at),
    time: formatOf(locale, timezone, 'time').format(at),
  };
}
