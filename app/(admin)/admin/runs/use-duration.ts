import { useLocale, useTranslations } from 'next-intl';

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;

/** How long something took, in words. */
export function useDuration(): (ms: number) => string {
  const t = useTranslations('runs.list');
  const locale = useLocale();
  return (ms) => {
    if (ms < MS_PER_SECOND) return t('ms', { ms });
    const seconds = ms / MS_PER_SECOND;
    if (seconds < SECONDS_PER_MINUTE) {
      return t('seconds', {
        seconds: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds),
      });
    }
    const whole = Math.round(seconds);
    return t('minutes', {
      minutes: Math.floor(whole / SECONDS_PER_MINUTE),
      seconds: whole % SECONDS_PER_MINUTE,
    });
  };
}
