import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { alertWords } from '@/components/alert-words';
import { instantWords } from '@/components/instant-words';
import type { Say } from '@/components/notice-words';
import { Button } from '@/components/ui/button';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { AlertList, AlertShown, DeliveryShown } from '@/services/alerts/list-alerts';
import { runAddress } from './address';

function useWords(timezone: string) {
  const say = useTranslations('alerts') as unknown as Say;
  const locale = useLocale();
  return {
    of: ({ alert }: AlertShown) => alertWords({ say, locale, timezone }, alert),
    at: (instant: Date) => instantWords(instant, locale, timezone),
  };
}

/** What was sent of an alert, where to, and what came of it. */
function Deliveries({ deliveries, timezone }: { deliveries: DeliveryShown[]; timezone: string }) {
  const t = useTranslations('alerts');
  const { at } = useWords(timezone);
  if (deliveries.length === 0) return <p className="text-xs text-muted-foreground">{t('deliveries.none')}</p>;
  return (
    <ul className="flex flex-col gap-1 text-xs">
      {deliveries.map(({ channel, event, status, attempts, sentAt, nextTryAt, lastError }) => {
        const what = { channel: t(`channels.${channel}`), event: t(`told.${event}`) };
        const isRetried = status === 'waiting' && attempts > 0;
        return (
          <li key={`${channel} ${event}`}>
            {status === 'sent' && t('deliveries.sent', { ...what, ...at(sentAt ?? nextTryAt) })}
            {isRetried && t('deliveries.retried', { ...what, attempts, ...at(nextTryAt) })}
            {status === 'waiting' && !isRetried && t('deliveries.waiting', what)}
            {status === 'given_up' && t('deliveries.given_up', { ...what, attempts })}
            {lastError !== null && (
              <details>
                <summary>{t('deliveries.why')}</summary>
                <p className="max-w-prose font-mono break-all">{lastError}</p>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What is wrong right now. Nothing where all is well. */
export function OpenAlerts({ open, timezone }: Pick<AlertList, 'open' | 'timezone'>) {
  const t = useTranslations('alerts');
  const { of, at } = useWords(timezone);
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="open-alerts" className="flex flex-col gap-3">
      <h2 id="open-alerts" className="text-lg font-semibold">
        {t('open.title', { count: open.length })}
      </h2>
      {open.map((shown) => {
        const { title, body } = of(shown);
        return (
          <Notice key={shown.alertId.toString()} tone="bad">
            <div className="flex flex-col gap-1.5">
              <h3 className="font-semibold">{title}</h3>
              {body.map((line) => (
                <p key={line} className="max-w-prose break-words">
                  {line}
                </p>
              ))}
              <p className="text-xs">{t('open.since', at(shown.openedAt))}</p>
              <Deliveries deliveries={shown.deliveries} timezone={timezone} />
            </div>
          </Notice>
        );
      })}
    </section>
  );
}

/** What was wrong and is over, with what was sent of it. */
export function PastAlerts({
  list: { past, olderCursor, timezone },
  isNewest,
}: {
  list: AlertList;
  isNewest: boolean;
}) {
  const t = useTranslations('alerts');
  const { of, at } = useWords(timezone);
  return (
    <Card aria-labelledby="past-alerts" id="alerts" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="past-alerts">{t('past.title')}</CardTitle>
        <CardDescription>{past.length === 0 ? t('past.none_why') : t('past.intro')}</CardDescription>
      </CardHeader>
      {past.length > 0 && (
        <Table label={t('past.title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('past.what')}</TableHead>
              <TableHead>{t('past.opened')}</TableHead>
              <TableHead>{t('past.over')}</TableHead>
              <TableHead>{t('past.sent')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {past.map((shown) => {
              const opened = at(shown.openedAt);
              const over = at(shown.resolvedAt ?? shown.openedAt);
              return (
                <TableRow key={shown.alertId.toString()}>
                  <TableHead
                    scope="row"
                    className="py-3 align-top text-foreground max-sm:block max-sm:px-0 max-sm:first:pl-0"
                  >
                    <Link
                      href={runAddress(shown.alert.subject)}
                      className="underline decoration-border decoration-2 underline-offset-4 hover:decoration-primary"
                    >
                      {of(shown).title}
                    </Link>
                  </TableHead>
                  <TableCell label={t('past.opened')} className="whitespace-nowrap tabular-nums">
                    {opened.date}, {opened.time}
                  </TableCell>
                  <TableCell label={t('past.over')} className="whitespace-nowrap tabular-nums">
                    {over.date}, {over.time}
                  </TableCell>
                  <TableCell label={t('past.sent')}>
                    <Deliveries deliveries={shown.deliveries} timezone={timezone} />
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
      {(olderCursor !== null || !isNewest) && (
        <nav aria-label={t('past.paging')} className="flex flex-wrap gap-3 px-4 pb-4 sm:px-5">
          {!isNewest && (
            <Button asChild variant="outline" size="small">
              <Link href="/admin/runs#alerts">{t('past.newest')}</Link>
            </Button>
          )}
          {olderCursor !== null && (
            <Button asChild variant="outline" size="small" className="ml-auto">
              <Link href={`/admin/runs?alerts=${olderCursor}#alerts`}>{t('past.older')}</Link>
            </Button>
          )}
        </nav>
      )}
    </Card>
  );
}
