import { useTranslations } from 'next-intl';

const SECONDS_PER_MINUTE = 60;

/** How long to wait before the next try: in seconds where it is short, else in whole minutes. */
export function useWaitWords(): (seconds: number) => string {
  const t = useTranslations('sign_in.wait');
  return (seconds) =>
    seconds < 2 * SECONDS_PER_MINUTE
      ? t('seconds', { seconds })
      : t('minutes', { minutes: Math.ceil(seconds / SECONDS_PER_MINUTE) });
}
