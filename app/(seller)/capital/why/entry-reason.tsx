import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { EntryTable } from '@/components/entry-table';
import { instantWords } from '@/components/instant-words';
import { Money } from '@/components/money';
import { moneyText, percentText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { ACCOUNTS } from '@/engine/accounts';
import type { EntryReason } from '@/services/explain-entry';
import { whyEntry } from './address';
import { FactsTable } from './facts-table';
import { PolicyValues } from './policy-values';
import { Receipt } from './receipt';
import { RuleWords } from './rule-words';

/** Where the things that a reason names are told of. */
interface ReasonLinks {
  order: (orderId: string) => string;
  entry: (entrySeq: bigint) => string;
  /** Facts have pages for staff alone. */
  fact?: (factId: string) => string;
}

const SELLERS_LINKS: ReasonLinks = {
  order: (orderId) => `/capital/orders/${encodeURIComponent(orderId)}`,
  entry: whyEntry,
};

interface EntryReasonViewProps {
  reason: EntryReason;
  links?: ReasonLinks;
  /** Whether all eight accounts are told, also those that the entry left as they were. */
  isWhole?: boolean;
}

/** Why an entry was made, link by link. */
export function EntryReasonView({ reason, links = SELLERS_LINKS, isWhole = false }: EntryReasonViewProps) {
  const t = useTranslations('why.entry');
  const kinds = useTranslations('why.kinds');
  const names = useTranslations('names.entry_kinds');
  const locale = useLocale();
  const { entry, today, hold, cause } = reason;
  const day = (date: string) => dateWords(date, locale, today);
  const title = t('title', { seq: entry.entrySeq.toString() });
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-xl font-semibold">{title}</h2>
      <Card>
        <EntryTable
          label={title}
          lines={[entry]}
          today={today}
          orderHref={({ orderId }) => links.order(orderId)}
        />
        {hold !== null && (
          <CardContent className="border-t text-sm">
            {t('hold', {
              percent: percentText(hold.depositBps, locale),
              tier: hold.tier,
              amount: moneyText(hold.frozenMinor, entry.currency, locale),
              shipped: day(hold.shippedOn),
              release: day(hold.releaseOn),
            })}
          </CardContent>
        )}
      </Card>
      {reason.receipt !== null && <Receipt receipt={reason.receipt} currency={entry.currency} />}
      <RuleWords words={kinds(entry.kind)} sections={[entry.rule]} />
      <PolicyValues version={reason.policyVersion} values={reason.policy} currency={entry.currency} />
      <Card aria-labelledby="cause-title">
        <CardHeader>
          <CardTitle id="cause-title">{t('cause')}</CardTitle>
          <CardDescription className="break-words">
            {'fact' in cause
              ? t('by_fact', { id: cause.fact.factId, date: day(cause.fact.on) })
              : t('by_run', { date: day(cause.runOn) })}{' '}
            {t('recorded', {
              at: Object.values(instantWords(reason.recordedAt, locale, reason.timezone)).join(', '),
            })}
          </CardDescription>
        </CardHeader>
        <FactsTable
          facts={reason.facts.length === 0 && 'fact' in cause ? [cause.fact] : reason.facts}
          today={today}
          timezone={reason.timezone}
          factHref={links.fact}
        />
      </Card>
      <Accounts reason={reason} isWhole={isWhole} />
      {reason.related.length > 0 && (
        <Card aria-labelledby="related-title">
          <CardHeader>
            <CardTitle id="related-title">{t('related')}</CardTitle>
          </CardHeader>
          <CardContent>
            <ul className="flex flex-col gap-1 text-sm">
              {reason.related.map((each) => (
                <li key={each.entrySeq.toString()}>
                  <DateText date={each.bookedOn} today={today} className="mr-3 text-muted-foreground" />
                  <Link
                    href={links.entry(each.entrySeq)}
                    prefetch={false}
                    className="text-primary underline underline-offset-2 hover:no-underline"
                  >
                    {names(each.kind)}
                  </Link>
                </li>
              ))}
            </ul>
          </CardContent>
        </Card>
      )}
    </div>
  );
}

function Accounts({ reason, isWhole }: { reason: EntryReason; isWhole: boolean }) {
  const t = useTranslations('why.entry');
  const accounts = useTranslations('accounts');
  const { entry, before, after } = reason;
  const { currency } = entry;
  return (
    <Card aria-labelledby="accounts-title">
      <CardHeader>
        <CardTitle id="accounts-title">{t('accounts')}</CardTitle>
      </CardHeader>
      <Table label={t('accounts')} phone="cards">
        <TableHeader>
          <TableRow>
            <TableHead>{t('account')}</TableHead>
            {(['before', 'change', 'after'] as const).map((column) => (
              <TableHead key={column} className="text-right">
                {t(column)}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {ACCOUNTS.filter((account) => isWhole || entry.amounts[account] !== 0n).map((account) => (
            <TableRow key={account}>
              <TableCell className="font-medium">{accounts(`${account}.name`)}</TableCell>
              <TableCell className="sm:text-right" label={t('before')}>
                <Money minor={before[account]} currency={currency} />
              </TableCell>
              <TableCell className="sm:text-right" label={t('change')}>
                <Money minor={entry.amounts[account]} currency={currency} signs="both" />
              </TableCell>
              <TableCell className="sm:text-right" label={t('after')}>
                <Money minor={after[account]} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
