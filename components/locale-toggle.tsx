import { useLocale, useTranslations } from 'next-intl';
import { LOCALE_NAMES, LOCALES } from './i18n/locales';
import { cn } from './ui/class-names';

/** Chooses the language; each is named in itself. */
export function LocaleToggle({ action }: { action: (form: FormData) => Promise<void> }) {
  const t = useTranslations('shell');
  const current = useLocale();
  return (
    <form action={action}>
      <fieldset className="flex items-center rounded-md border border-input p-0.5">
        <legend className="sr-only">{t('language')}</legend>
        {LOCALES.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            className={cn(
              'h-8 rounded px-2 text-sm',
              locale === current ? 'bg-muted font-semibold' : 'text-muted-foreground hover:text-foreground',
            )}
          >
            {LOCALE_NAMES[locale]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
