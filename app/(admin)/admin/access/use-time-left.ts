import { useTranslations } from 'next-intl';

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_HOUR = 60;

/** How long it is until an instant, in hours and minutes. */
export function useTimeLeft(now: Date): (until: Date) => string {
  const t = useTranslations('access');
  return (until) => {
    const minutes = Math.max(0, Math.floor((until.getTime() - now.getTime()) / MS_PER_MINUTE));
    return t('time_left', {
      hours: Math.floor(minutes / MINUTES_PER_HOUR),
      minutes: minutes % MINUTES_PER_HOUR,
    });
  };
}
