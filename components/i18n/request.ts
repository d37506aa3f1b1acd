import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';

export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** The one that the person chose, else the first of the browser's that we speak, else English. */
async function localeOfRequest(): Promise<Locale> {
  const chosen = (await cookies()).get('sluice_locale')?.value;
  if (isLocale(chosen)) return chosen;
  for (const range of (await headers()).get('accept-language')?.split(',') ?? []) {
    const language = range.split(';')[0]?.split('-')[0]?.trim().toLowerCase();
    if (isLocale(language)) return language;
  }
  return 'en';
}

export default getRequestConfig(async () => {
  const locale = await localeOfRequest();
  const messages = (await import(`./messages/${locale}.json`)) as { default: Record<string, unknown> };
  return { locale, messages: messages.default };
});
