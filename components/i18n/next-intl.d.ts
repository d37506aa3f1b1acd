import type { Locale as KnownLocale } from './locales';
import type { en } from './messages/en';

declare module 'next-intl' {
  interface AppConfig {
    Locale: KnownLocale;
    Messages: typeof en;
  }
}
