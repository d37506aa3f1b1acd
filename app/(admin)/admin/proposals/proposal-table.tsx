import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { instantWords } from '@/components/instant-words';
import { Money } from '@/components/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { dateOf, daysBetween } from '@/engine/calendar';
import type { ProposalList, ProposalShown } from '@/services/proposals/list-proposals';
import { proposalAddress } from './address';
import { StatusBadge, useWhatIsProposed } from './proposal-words';

/** Who did something and when, beside how long ago that was. */
function WhoAndWhen({ who, at, timezone, now }: { who: string; at: Date; timezone: string; now?: Date }) {
  const t = useTranslations('proposals');
  const { date, time } = instantWords(at, useLocale(), timezone);
  const days =
    now === undefined ? null : daysBetween(dateOf(at.getTime(), timezone), dateOf(now.getTime(), timezone));
  return (
    <span className="flex min-w-0 flex-col max-sm:text-right">
      <time dateTime={at.toISOString()} title={`${date} ${time}`} className="whitespace-nowrap">
        {days === null ? date : t('ago', { days: Math.max(0, days) })}
      </time>
      <span className="text-xs wrap-anywhere text-muted-foreground">{who}</span>
    </span>
  );
}

function What({ row }: { row: ProposalShown }) {
  const t = useTranslations('proposals');
  const say = useWhatIsProposed();
  return (
    <span className="flex min-w-0 flex-col gap-0.5">
      <Link
        href={proposalAddress(row.proposalId)}
        className="font-medium text-primary underline underline-offset-4"
      >
        {say(row)}
      </Link>
      <span className="text-xs wrap-anywhere text-muted-foreground">
        {t(`kinds.${row.kind}`)}
        {row.orderId !== null && <> · {t('order', { order: row.orderId })}</>}
      </span>
    </span>
  );
}

function Store({ row }: { row: ProposalShown }) {
  const t = useTranslations('proposals');
  const { merchant } = row;
  if (merchant === null) return <span className="text-muted-foreground">{t('all_stores')}</span>;
  return (
    <Link
      href={`/admin/assessments/${encodeURIComponent(merchant.merchantId)}`}
      className="wrap-anywhere underline underline-offset-4"
    >
      {merchant.name ?? merchant.merchantId}
    </Link>
  );
}

function Row({ row, timezone, now }: { row: ProposalShown } & Pick<ProposalList, 'timezone' | 'now'>) {
  const t = useTranslations('proposals');
  const { proposed, decider, decidedAt } = row;
  const hasAmount = proposed?.kind === 'write_off' || proposed?.kind === 'adjustment';
  return (
    <TableRow className="hover:bg-muted/50">
      <TableCell className="max-sm:pb-2">
        <What row={row} />
      </TableCell>
      <TableCell label={t('columns.store')}>
        <Store row={row} />
      </TableCell>
      <TableCell label={t('columns.amount')} className={hasAmount ? 'text-right' : 'max-sm:hidden'}>
        {hasAmount && (
          <Money
            minor={proposed.content.amount}
            currency={proposed.content.currency}
            signs={proposed.kind === 'adjustment' ? 'both' : 'minus'}
          />
        )}
      </TableCell>
      <TableCell label={t('columns.proposed')}>
        <WhoAndWhen
          who={row.isMine ? t('by_you') : t('by', { name: row.proposer.name })}
          at={row.proposedAt}
          {...{ timezone, now }}
        />
      </TableCell>
      <TableCell label={t('columns.status')}>
        <span className="flex min-w-0 flex-col items-start gap-1 max-sm:items-end">
          <StatusBadge status={row.status} />
          {decider !== null && decidedAt !== null && (
            <WhoAndWhen who={t('by', { name: decider.name })} at={decidedAt} timezone={timezone} />
          )}
        </span>
      </TableCell>
    </TableRow>
  );
}

/** What waits for a decision, and what has been decided, row by row. */
export function ProposalTable({ rows, timezone, now }: Pick<ProposalList, 'rows' | 'timezone' | 'now'>) {
  const t = useTranslations('proposals');
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('columns.what')}</TableHead>
          <TableHead>{t('columns.store')}</TableHead>
          <TableHead className="text-right">{t('columns.amount')}</TableHead>
          <TableHead>{t('columns.proposed')}</TableHead>
          <TableHead>{t('columns.status')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.proposalId} {...{ row, timezone, now }} />
        ))}
      </TableBody>
    </Table>
  );
}
