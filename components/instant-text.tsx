import { useLocale } from 'next-intl';
import { instantWords } from '@/components/instant-words';

/** An instant, to the minute. */
export function InstantText({ at, timezone }: { at: Date; timezone: string }) {
  const { date, time } = instantWords(at, useLocale(), timezone);
  return (
    <time dateTime={at.toISOString()} className="tabular-nums">
      <span className="whitespace-nowrap">{date}</span>{' '}
      <span className="whitespace-nowrap">{time.slice(0, 5)}</span>
    </time>
  );
}
