import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateText } from '@/components/date-text';
import { instantWords } from '@/components/instant-words';
import { Money } from '@/components/money';
import { percentText } from '@/components/money-text';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { OrderForStaff } from '@/services/orders/get-order-for-staff';
import { entriesExportHref, entryHref } from '../../assessments/[merchant]/entries/address';
import { ExportLink } from '../../export-link';
import { factHref } from '../../search/address';
import { orderHref } from '../address';
import { EntryLedger } from '../entry-ledger';
import { FactContent } from '../fact-content';

/** The records that an order's life rests on, a table each. */

export type PaidOrder = NonNullable<OrderForStaff['paid']>;

const LINK = 'text-primary underline underline-offset-2 hover:no-underline';

interface RecordsCardProps {
  id: string;
  title: string;
  what?: string;
  /** Where the table is taken away. */
  exportHref?: string;
  children: ReactNode;
}

function RecordsCard({ id, title, what, exportHref, children }: RecordsCardProps) {
  return (
    <Card aria-labelledby={id} className="min-w-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <CardHeader>
          <CardTitle id={id}>{title}</CardTitle>
          {what !== undefined && <CardDescription>{what}</CardDescription>}
        </CardHeader>
        {exportHref !== undefined && (
          <div className="px-4 pt-4 sm:px-5 sm:pt-5">
            <ExportLink href={exportHref} />
          </div>
        )}
      </div>
      <div className="pt-2">{children}</div>
    </Card>
  );
}

function Heads({ names, numbers = [] }: { names: string[]; numbers?: string[] }) {
  return (
    <TableHeader>
      <TableRow>
        {names.map((name) => (
          <TableHead key={name} className={numbers.includes(name) ? 'text-right' : undefined}>
            {name}
          </TableHead>
        ))}
      </TableRow>
    </TableHeader>
  );
}

function EntryLink({ merchantId, seq }: { merchantId: string; seq: bigint }) {
  const t = useTranslations('staff_order.ledger');
  return (
    <Link
      href={entryHref(merchantId, seq)}
      prefetch={false}
      className={LINK}
      aria-label={t('entry_label', { seq: seq.toString() })}
    >
      {seq.toString()}
    </Link>
  );
}

export function Facts({ paid: { facts, life } }: { paid: PaidOrder }) {
  const t = useTranslations('staff_order.facts');
  const types = useTranslations('why.fact_types');
  const locale = useLocale();
  const instant = (at: Date) => t('instant', instantWords(at, locale, life.timezone));
  return (
    <RecordsCard
      id="facts"
      title={t('title')}
      what={t('what', { timezone: life.timezone })}
      exportHref={`${orderHref(life.order.orderId)}/export`}
    >
      <Table label={t('title')} phone="cards">
        <Heads names={[t('type'), t('id'), t('at'), t('recorded_at'), t('policy'), t('content')]} />
        <TableBody>
          {facts.map((fact) => (
            <TableRow key={fact.factId}>
              <TableCell className="font-medium">{types(fact.type.replace('.', '_') as never)}</TableCell>
              <TableCell label={t('id')} className="break-all">
                <Link href={factHref(fact.factId)} prefetch={false} className={LINK}>
                  {fact.factId}
                </Link>
              </TableCell>
              <TableCell label={t('at')} className="tabular-nums">
                {instant(fact.at)}
              </TableCell>
              <TableCell label={t('recorded_at')} className="tabular-nums">
                {instant(fact.recordedAt)}
              </TableCell>
              <TableCell label={t('policy')}>{t('version', { version: fact.policyVersion })}</TableCell>
              <TableCell>
                <details>
                  <summary className="cursor-pointer whitespace-nowrap text-primary">{t('show')}</summary>
                  <FactContent content={fact.content} />
                </details>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </RecordsCard>
  );
}

export function Entries({ paid: { entries, life, merchantId } }: { paid: PaidOrder }) {
  const t = useTranslations('staff_order.order_entries');
  const { order, today } = life;
  return (
    <RecordsCard
      id="entries"
      title={t('title')}
      what={t('what')}
      exportHref={entriesExportHref(merchantId, { currency: order.currency, order: order.orderId })}
    >
      <EntryLedger
        label={t('by_account')}
        merchantId={merchantId}
        currency={order.currency}
        today={today}
        lines={entries.map((entry) => ({ ...entry, orderId: entry.forOrderId }))}
      />
    </RecordsCard>
  );
}

export function Hold({ paid: { hold, movements, life, merchantId } }: { paid: PaidOrder }) {
  const t = useTranslations('staff_order.hold');
  const locale = useLocale();
  const { today } = life;
  if (hold === null) return null;
  const { currency } = hold;
  const terms = [
    [t('frozen'), <Money key="frozen" minor={hold.frozenMinor} currency={currency} />],
    [t('left'), <Money key="left" minor={hold.amountMinor} currency={currency} />],
    [t('terms'), t('terms_are', { percent: percentText(hold.depositBps, locale), tier: hold.tier })],
    [t('opened'), <DateText key="opened" date={hold.openedOn} today={today} />],
    [t('release_at_first'), <DateText key="first" date={hold.releaseOnAtFirst} today={today} />],
    [t('release'), <DateText key="release" date={hold.releaseOn} today={today} />],
    ...(hold.deadlineOn === null
      ? []
      : [[t('deadline'), <DateText key="deadline" date={hold.deadlineOn} today={today} />] as const]),
    [t('policy'), t('version', { version: hold.policyVersion })],
    [t('entry'), <EntryLink key="entry" merchantId={merchantId} seq={hold.entrySeq} />],
  ] as const;
  return (
    <RecordsCard id="hold" title={t('title')}>
      <CardContent>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3 lg:grid-cols-5">
          {terms.map(([name, value]) => (
            <div key={name}>
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="font-medium">{value}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
      {movements.length > 0 && (
        <Table label={t('movements')} phone="cards">
          <Heads
            names={[t('booked'), t('movement'), t('amount'), t('left'), t('release_after'), t('entry')]}
            numbers={[t('amount'), t('left')]}
          />
          <TableBody>
            {movements.map((movement) => (
              <TableRow key={movement.movementNo}>
                <TableCell>
                  <DateText date={movement.bookedOn} today={today} />
                </TableCell>
                <TableCell label={t('movement')}>
                  {t(`kinds.${movement.kind}`)}{' '}
                  <Link href={`/rules#section-${movement.rule}`} prefetch={false} className={LINK}>
                    {t('rule', { section: movement.rule })}
                  </Link>
                </TableCell>
                <TableCell label={t('amount')} className="sm:text-right">
                  <Money minor={movement.amountMinor} currency={currency} />
                </TableCell>
                <TableCell label={t('left')} className="sm:text-right">
                  <Money minor={movement.amountAfterMinor} currency={currency} />
                </TableCell>
                <TableCell label={t('release_after')}>
                  <DateText date={movement.releaseOnAfter} today={today} />
                </TableCell>
                <TableCell label={t('entry')}>
                  {movement.entrySeq === null ? (
                    t('no_entry')
                  ) : (
                    <EntryLink merchantId={merchantId} seq={movement.entrySeq} />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </RecordsCard>
  );
}

export function Disputes({ paid: { disputes, life } }: { paid: PaidOrder }) {
  const t = useTranslations('staff_order.disputes');
  if (disputes.length === 0) return null;
  return (
    <RecordsCard id="disputes" title={t('title')}>
      <Table label={t('title')} phone="cards">
        <Heads names={[t('id'), t('opened'), t('closed')]} />
        <TableBody>
          {disputes.map(({ disputeId, openedOn, closedOn }) => (
            <TableRow key={disputeId}>
              <TableCell className="font-medium break-all">{disputeId}</TableCell>
              <TableCell label={t('opened')}>
                <DateText date={openedOn} today={life.today} />
              </TableCell>
              <TableCell label={t('closed')}>
                {closedOn === null ? (
                  <Badge tone="warn">{t('open')}</Badge>
                ) : (
                  <DateText date={closedOn} today={life.today} />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </RecordsCard>
  );
}

export function Refunds({ paid: { refunds, life, merchantId } }: { paid: PaidOrder }) {
  const t = useTranslations('staff_order.refunds');
  const reasons = useTranslations('names.refund_reasons');
  if (refunds.length === 0) return null;
  return (
    <RecordsCard id="refunds" title={t('title')}>
      <Table label={t('title')} phone="cards">
        <Heads
          names={[t('id'), t('settled'), t('amount'), t('reason'), t('borne_by'), t('entry')]}
          numbers={[t('amount')]}
        />
        <TableBody>
          {refunds.map((refund) => (
            <TableRow key={refund.refundId}>
              <TableCell className="font-medium break-all">{refund.refundId}</TableCell>
              <TableCell label={t('settled')}>
                <DateText date={refund.settledOn} today={life.today} />
              </TableCell>
              <TableCell label={t('amount')} className="sm:text-right">
                <Money minor={refund.amountMinor} currency={life.order.currency} />
              </TableCell>
              <TableCell label={t('reason')}>{reasons(refund.reason)}</TableCell>
              <TableCell label={t('borne_by')}>{t(refund.isBorne ? 'store' : 'marketplace')}</TableCell>
              <TableCell label={t('entry')}>
                <EntryLink merchantId={merchantId} seq={refund.entrySeq} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </RecordsCard>
  );
}

const TONES = { open: 'primary', approved: 'good', declined: 'bad', withdrawn: 'neutral' } as const;

export function Proposals({ paid: { proposals, life } }: { paid: PaidOrder }) {
  const t = useTranslations('staff_order.proposals');
  const statuses = useTranslations('search.proposal_status');
  const locale = useLocale();
  if (proposals.length === 0) return null;
  const instant = (at: Date) => t('instant', instantWords(at, locale, life.timezone));
  return (
    <RecordsCard id="proposals" title={t('title')}>
      <Table label={t('title')} phone="cards">
        <Heads names={[t('status'), t('why'), t('proposed'), t('decided'), t('see')]} />
        <TableBody>
          {proposals.map((proposal) => (
            <TableRow key={proposal.proposalId}>
              <TableCell>
                <Badge tone={TONES[proposal.status]}>{statuses(proposal.status)}</Badge>
              </TableCell>
              <TableCell label={t('why')} className="wrap-anywhere">
                {proposal.why}
              </TableCell>
              <TableCell label={t('proposed')}>
                {t('by', { name: proposal.proposedBy, at: instant(proposal.proposedAt) })}
              </TableCell>
              <TableCell label={t('decided')}>
                {proposal.decidedBy === null || proposal.decidedAt === null
                  ? t('not_decided')
                  : t('by', { name: proposal.decidedBy, at: instant(proposal.decidedAt) })}
              </TableCell>
              <TableCell>
                <Link
                  href={`/admin/proposals/${encodeURIComponent(proposal.proposalId)}`}
                  prefetch={false}
                  className={LINK}
                >
                  {t('open')}
                </Link>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </RecordsCard>
  );
}

/** Facts that wait for the order, or for something of it. */
export function Waiting({ order: { waiting, timezone } }: { order: OrderForStaff }) {
  const t = useTranslations('staff_order.waiting');
  const types = useTranslations('why.fact_types');
  const locale = useLocale();
  if (waiting.length === 0) return null;
  return (
    <RecordsCard id="waiting" title={t('title')} what={t('what')}>
      <Table label={t('title')} phone="cards">
        <Heads names={[t('type'), t('id'), t('came')]} />
        <TableBody>
          {waiting.map(({ factId, type, recordedAt }) => (
            <TableRow key={factId}>
              <TableCell className="font-medium">{types(type.replace('.', '_') as never)}</TableCell>
              <TableCell label={t('id')} className="break-all">
                <Link href={factHref(factId)} prefetch={false} className={LINK}>
                  {factId}
                </Link>
              </TableCell>
              <TableCell label={t('came')} className="tabular-nums">
                {t('instant', instantWords(recordedAt, locale, timezone))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </RecordsCard>
  );
}
