import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Notice } from '@/components/ui/notice';
import { type CalendarDate, isCalendarDate } from '@/engine/calendar';

/** Says which date the page is as of; or why not the one that the address asks for. */
export function AsOfNotice({ asked, asOf }: { asked: string | null; asOf: CalendarDate | null }) {
  const t = useTranslations('capital.as_of');
  const locale = useLocale();
  if (asked === null) return null;
  if (!isCalendarDate(asked)) return <Notice tone="warn">{t('bad', { text: asked })}</Notice>;
  if (asOf !== null) return <Notice>{t('notice', { date: dateWords(asOf, locale) })}</Notice>;
  return null;
}
