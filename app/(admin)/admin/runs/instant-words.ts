const LOCALES: Record<string, string> = { en: 'en-GB', zh: 'zh-CN' };

/** An instant in the marketplace's own time zone, to the second. */
export function instantWords(at: Date, locale: string, timezone: string): string {
  return new Intl.DateTimeFormat(LOCALES[locale] ?? locale, {
    timeZone: timezone,
    day: 'numeric',
    month: locale === 'zh' ? 'long' : 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** The time of day of an instant, in the marketplace's own time zone. */
export function clockWords(at: Date, locale: string, timezone: string): string {
  return new Intl.DateTimeFormat(LOCALES[locale] ?? locale, {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
