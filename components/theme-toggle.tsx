import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { THEMES, type Theme } from './themes';
import { cn } from './ui/class-names';

const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Chooses the colours: the system's, light or dark. */
export function ThemeToggle({
  current,
  action,
}: {
  current: Theme;
  action: (form: FormData) => Promise<void>;
}) {
  const t = useTranslations('shell.theme');
  return (
    <form action={action}>
      <fieldset className="flex items-center rounded-md border border-input p-0.5">
        <legend className="sr-only">{t('label')}</legend>
        {THEMES.map((theme) => {
          const Icon = ICONS[theme];
          return (
            <button
              key={theme}
              type="submit"
              name="theme"
              value={theme}
              title={t(theme)}
              aria-label={t(theme)}
              aria-pressed={theme === current}
              className={cn(
                'flex size-8 items-center justify-center rounded',
                theme === current
                  ? 'bg-muted text-foreground'
                  : 'text-muted-foreground hover:text-foreground',
              )}
            >
              <Icon aria-hidden="true" className="size-4" />
            </button>
          );
        })}
      </fieldset>
    </form>
  );
}
