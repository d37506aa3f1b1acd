/** The languages that the portal speaks, the first where it knows nothing better. */
export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

/** Each by its own name. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'EN', zh: '中文' };

export const LOCALE_COOKIE = 'sluice_locale';

export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** The first language of an Accept-Language header that the portal speaks, by the reader's preference. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const ranges = (acceptLanguage ?? '').split(',').map((range, index) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1');
    return { language: tag.split('-')[0], quality: Number.isNaN(quality) ? 0 : quality, index };
  });
  ranges.sort((a, b) => b.quality - a.quality || a.index - b.index);
  for (const { language, quality } of ranges) {
    if (quality > 0 && isLocale(language)) return language;
  }
  return 'en';
}
