import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { Money } from '@/components/money';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { WorkItem, WorkMoney } from '@/services/assessments/list-work';
import { WorkReason } from './work-reason';

function Parts({ money }: { money: WorkMoney }) {
  const t = useTranslations('assessments.work.parts');
  const parts = [
    { name: t('at_risk'), minor: money.atRiskMinor },
    { name: t('owed'), minor: money.owedMinor },
    { name: t('frozen'), minor: money.depositMinor },
    { name: t('held'), minor: money.heldMinor },
  ].filter(({ minor }) => minor > 0n);
  return (
    <dl className="flex flex-col text-xs text-muted-foreground">
      {parts.map(({ name, minor }) => (
        <div key={name} className="flex justify-end gap-1.5 whitespace-nowrap">
          <dt>{name}</dt>
          <dd>
            <Money minor={minor} currency={money.currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function AtStake({ item, currency }: { item: WorkItem; currency: string }) {
  const t = useTranslations('assessments.work.parts');
  const here = item.money.find((money) => money.currency === currency);
  const others = item.money.filter((money) => money.currency !== currency && money.atStakeMinor > 0n);
  return (
    <div className="flex flex-col items-end gap-1">
      <Money minor={item.atStakeMinor} currency={currency} className="text-base font-semibold" />
      {here !== undefined && <Parts money={here} />}
      {others.map((money) => (
        <span key={money.currency} className="text-xs whitespace-nowrap text-muted-foreground">
          {t('also')} <Money minor={money.atStakeMinor} currency={money.currency} />
        </span>
      ))}
    </div>
  );
}

/** Each store with the reasons to look at it, and what is at stake there. */
export function WorkTable({
  items,
  currency,
  today,
}: {
  items: WorkItem[];
  currency: string;
  today: CalendarDate | null;
}) {
  const t = useTranslations('assessments');
  return (
    <Table label={t('work.title')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('columns.merchant')}</TableHead>
          <TableHead>{t('columns.standing')}</TableHead>
          <TableHead>{t('work.why')}</TableHead>
          <TableHead className="text-right whitespace-nowrap">{t('work.at_stake', { currency })}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.merchantId} className="hover:bg-muted/50">
            <TableCell className="sm:min-w-44 max-sm:pb-2">
              <span className="flex min-w-0 flex-col">
                <Link
                  href={`/admin/assessments/${encodeURIComponent(item.merchantId)}`}
                  className="font-medium underline-offset-4 hover:underline max-sm:text-base"
                >
                  {item.name ?? item.merchantId}
                </Link>
                <span className="font-mono text-xs break-all text-muted-foreground">{item.merchantId}</span>
              </span>
            </TableCell>
            <TableCell label={t('columns.standing')}>
              <span className="flex flex-wrap items-center gap-1 max-sm:justify-end">
                <EnrolmentBadge enrolment={item.enrolment} />
                {item.tier !== null && <Badge>{t('tier', { tier: item.tier })}</Badge>}
              </span>
            </TableCell>
            <TableCell label={t('work.why')}>
              <ul className="flex flex-col gap-2">
                {item.reasons.map((reason) => (
                  <WorkReason key={reason} item={item} reason={reason} today={today} />
                ))}
              </ul>
            </TableCell>
            <TableCell label={t('work.at_stake', { currency })} className="text-right">
              <AtStake item={item} currency={currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
