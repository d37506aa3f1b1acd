import { useLocale } from 'next-intl';
import type { CalendarDate } from '@/engine/calendar';
import { dateWords } from './date-words';
import { cn } from './ui/class-names';

interface DateTextProps {
  date: CalendarDate;
  /** The business date that it is read on: near dates are named by their weekday. */
  today?: CalendarDate | null;
  className?: string;
}

/** A calendar date of the books. */
export function DateText({ date, today = null, className }: DateTextProps) {
  const locale = useLocale();
  return (
    <time dateTime={date} className={cn('whitespace-nowrap', className)}>
      {dateWords(date, locale, today)}
    </time>
  );
}
