import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Badge, type Tone } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { WithdrawalPlace, WithdrawalShown } from '@/services/withdrawals/list-withdrawals';

const TONES: Record<WithdrawalPlace, Tone> = {
  asked: 'primary',
  in_batch: 'primary',
  sent: 'good',
  settled: 'good',
  returned: 'warn',
  came_back: 'warn',
};

const link = 'text-primary underline underline-offset-2 hover:no-underline';

function Place({ withdrawal, timezone }: { withdrawal: WithdrawalShown; timezone: string }) {
  const t = useTranslations('withdrawals.list');
  const locale = useLocale();
  const { place, askedAt, sentAt, returned, recoveredMinor, currency } = withdrawal;
  const at = (instant: Date) => instantWords(instant, locale, timezone);
  return (
    <div className="flex max-w-prose flex-col items-start gap-1">
      <Badge tone={TONES[place]}>{t(`places.${place}`)}</Badge>
      {(place === 'asked' || place === 'in_batch') && askedAt !== null && (
        <p>
          {t('asked', at(askedAt))} {t(place === 'asked' ? 'asked_next' : 'in_batch')}
        </p>
      )}
      {sentAt !== null && <p>{t('sent', at(sentAt))}</p>}
      {place === 'settled' && <p>{t('settled')}</p>}
      {place === 'came_back' && <p>{t('came_back')}</p>}
      {returned !== null && (
        <p>
          {t('returned', { ...at(returned.at), reason: returned.reason })} {t('returned_to')}{' '}
          {returned.entrySeq !== null && (
            <Link href={`/capital/why?entry=${returned.entrySeq}`} prefetch={false} className={link}>
              {t('why_return')}
            </Link>
          )}
        </p>
      )}
      {recoveredMinor > 0n && (
        <p>{t('recovered', { amount: moneyText(recoveredMinor, currency, locale) })}</p>
      )}
    </div>
  );
}

interface WithdrawalListProps {
  withdrawals: WithdrawalShown[];
  today: CalendarDate | null;
  timezone: string;
}

/** What was withdrawn, each with where it is. */
export function WithdrawalList({ withdrawals, today, timezone }: WithdrawalListProps) {
  const t = useTranslations('withdrawals.list');
  const locale = useLocale();
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('columns.date')}</TableHead>
          <TableHead className="text-right">{t('columns.amount')}</TableHead>
          <TableHead>{t('columns.to')}</TableHead>
          <TableHead>{t('columns.place')}</TableHead>
          <TableHead>{t('columns.why')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {withdrawals.map((withdrawal) => {
          const { entrySeq, bookedOn, currency, amountMinor, to } = withdrawal;
          const amount = moneyText(amountMinor, currency, locale);
          return (
            <TableRow key={entrySeq.toString()}>
              <TableCell className="max-sm:font-medium">
                <DateText date={bookedOn} today={today} />
              </TableCell>
              <TableCell label={t('columns.amount')} className="sm:text-right">
                <Money minor={amountMinor} currency={currency} className="font-medium" />
              </TableCell>
              <TableCell label={t('columns.to')}>
                <span className="break-words">
                  {to === null ? t('to_outside') : t('to', { bank: to.bankName, ending: to.ending })}
                </span>
              </TableCell>
              <TableCell>
                <Place withdrawal={withdrawal} timezone={timezone} />
              </TableCell>
              <TableCell>
                <Link
                  href={`/capital/why?entry=${entrySeq}`}
                  prefetch={false}
                  aria-label={t('why_of', { amount, date: dateWords(bookedOn, locale, today) })}
                  className={link}
                >
                  {t('why')}
                </Link>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
