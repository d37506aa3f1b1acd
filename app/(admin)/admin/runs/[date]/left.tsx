import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { RunPage } from '@/services/runs/get-run';
import type { RunShown } from '@/services/runs/run-shown';
import { ExportLink } from '../../export-link';
import { runAddress } from '../address';

const LINK = 'text-primary underline underline-offset-4';

/** What was due, is left for the reason and is there still. */
function StillLeft({ run }: { run: RunPage }) {
  const t = useTranslations('runs.run.left');
  const { left, runOn, next } = run;
  if (left === null) return null;
  const reason = t(`reasons.${left.reason}`);
  const title = left.currency === null ? reason : `${reason}, ${left.currency}`;
  const address = { left: left.reason, currency: left.currency };
  const isDisputed = left.reason !== 'exposure_cap';
  const query = new URLSearchParams({ left: left.reason });
  if (left.currency !== null) query.set('currency', left.currency);
  return (
    <div className="flex scroll-mt-4 flex-col gap-2 border-t pt-4" id="still-left">
      <div className="flex flex-wrap items-start justify-between gap-3 px-4 sm:px-5">
        <div className="flex flex-col gap-1">
          <h3 className="font-semibold">{t('list', { reason: title })}</h3>
          <p className="max-w-prose text-sm text-muted-foreground">{t('list_what')}</p>
        </div>
        <ExportLink href={`/admin/runs/${runOn}/export?${query}`} />
      </div>
      {left.rows.length === 0 ? (
        <p className="px-4 pb-4 text-sm sm:px-5">{t('gone')}</p>
      ) : (
        <Table label={t('list', { reason: title })} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('order')}</TableHead>
              <TableHead>{t('store')}</TableHead>
              <TableHead>{t('due')}</TableHead>
              {isDisputed && <TableHead>{t('since')}</TableHead>}
              <TableHead className="text-right">{t('amount')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {left.rows.map((row) => (
              <TableRow key={`${row.merchantId} ${row.orderId}`}>
                <TableHead
                  scope="row"
                  className="py-3 font-normal text-foreground max-sm:block max-sm:px-0 max-sm:first:pl-0"
                >
                  <Link
                    href={`/admin/orders/${encodeURIComponent(row.orderId)}`}
                    className={`${LINK} break-all`}
                  >
                    {row.orderId}
                  </Link>
                </TableHead>
                <TableCell label={t('store')}>
                  <Link href={`/admin/assessments/${encodeURIComponent(row.merchantId)}`} className={LINK}>
                    {row.merchantName ?? row.merchantId}
                  </Link>
                </TableCell>
                <TableCell label={t('due')}>
                  <DateText date={row.dueOn} today={next.today} />
                </TableCell>
                {isDisputed && (
                  <TableCell label={t('since')}>
                    {row.disputedSince !== null && <DateText date={row.disputedSince} today={next.today} />}
                  </TableCell>
                )}
                <TableCell label={t('amount')} className="text-right">
                  <Money minor={row.amountMinor} currency={row.currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {left.next !== null && (
        <nav aria-label={t('paging')} className="flex px-4 pb-4 sm:px-5">
          <Button asChild variant="outline" size="small" className="ml-auto">
            <Link href={runAddress(runOn, { ...address, after: left.next }, '#still-left')}>{t('more')}</Link>
          </Button>
        </nav>
      )}
    </div>
  );
}

/** What a run left as it was: why, how much, and which of it is there still. */
export function Left({ run, latest }: { run: RunPage; latest: RunShown }) {
  const t = useTranslations('runs.run.left');
  const { skipped } = latest;
  return (
    <Card aria-labelledby="left-title" id="left" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="left-title">{t('title')}</CardTitle>
        <CardDescription>{t('intro')}</CardDescription>
      </CardHeader>
      {(skipped === null || skipped.length === 0) && (
        <CardContent className="pt-0 sm:pt-0">
          <p className="text-sm">{t(skipped === null ? 'unknown' : 'nothing')}</p>
        </CardContent>
      )}
      {skipped !== null && skipped.length > 0 && (
        <>
          <Table label={t('title')} phone="cards">
            <TableHeader>
              <tr>
                <TableHead>{t('why')}</TableHead>
                <TableHead className="text-right">{t('count')}</TableHead>
                <TableHead className="text-right">{t('amount')}</TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              {skipped.map(({ reason, currency, count, amountMinor }) => (
                <TableRow key={`${reason} ${currency}`}>
                  <TableHead
                    scope="row"
                    className="py-3 font-normal text-foreground max-sm:block max-sm:px-0 max-sm:first:pl-0"
                  >
                    <Link
                      href={runAddress(run.runOn, { left: reason, currency }, '#still-left')}
                      className={LINK}
                      aria-label={`${t(`reasons.${reason}`)}, ${currency}`}
                    >
                      {t(`reasons.${reason}`)}
                    </Link>
                    <span className="block max-w-prose text-xs text-muted-foreground">
                      {t(`rules.${reason}`)}
                    </span>
                  </TableHead>
                  <TableCell label={t('count')} className="text-right tabular-nums">
                    {count}
                  </TableCell>
                  <TableCell label={t('amount')} className="text-right">
                    <Money minor={amountMinor} currency={currency} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <StillLeft run={run} />
        </>
      )}
    </Card>
  );
}
