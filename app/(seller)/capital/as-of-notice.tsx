import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Notice } from '@/components/ui/notice';
import { type CalendarDate, isCalendarDate } from '@/engine/calendar';

interface AsOfNoticeProps {
  /** What the address asks for. */
  asked: string | null;
  /** What it got; null: now. */
  asOf: CalendarDate | null;
  today: CalendarDate | null;
}

/** Says which date the page is as of; or why not the one that the address asks for. */
export function AsOfNotice({ asked, asOf, today }: AsOfNoticeProps) {
  const t = useTranslations('capital.as_of');
  const locale = useLocale();
  if (asked === null || asked === today) return null;
  if (!isCalendarDate(asked)) return <Notice tone="warn">{t('bad', { text: asked })}</Notice>;
  if (asOf !== null) return <Notice>{t('notice', { date: dateWords(asOf, locale) })}</Notice>;
  return <Notice tone="warn">{t('later', { date: dateWords(asked, locale) })}</Notice>;
}
