import { ChevronLeft, ChevronRight, Store } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { FilterChoice, FilterForm } from '@/components/filter-form';
import { Money } from '@/components/money';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Actor } from '@/engine/actor';
import { BACKTEST_CHOICES, BACKTEST_SORTS, type BacktestPart, type ShiftedOrders } from '@/engine/backtests';
import { type BacktestMerchantsShown, listBacktestMerchants } from '@/services/policy/get-backtest';
import { portalDatabase } from '@/services/portal';
import { ExportLink } from '../../../export-link';
import { addressOf, type BacktestAsk, MERCHANTS_PER_PAGE } from './address';

type Shown = BacktestMerchantsShown['merchants'][number];
type Words = Awaited<ReturnType<typeof getTranslations<'backtests.merchants'>>>;

function Part({ t, part }: { t: Words; part: { happened: BacktestPart; draft: BacktestPart } }) {
  const named = ({ tier }: BacktestPart) => (tier === null ? t('out') : t('tier', { tier }));
  const [was, is] = [named(part.happened), named(part.draft)];
  return was === is ? was : `${was} → ${is}`;
}

function Shift({ t, shift, currency }: { t: Words; shift: ShiftedOrders; currency: string }) {
  if (shift.orders === 0) return <span className="text-muted-foreground">{t('none_moved')}</span>;
  return (
    <span className="flex flex-col items-end">
      <Money minor={shift.minor} currency={currency} />
      <span className="text-xs text-muted-foreground">{t('orders_of', { count: shift.orders })}</span>
    </span>
  );
}

/** What it would be, and below it what it was where that is another sum. */
function Pair({ t, was, is, currency }: { t: Words; was: string; is: string; currency: string }) {
  if (was === is) return <Money minor={is} currency={currency} />;
  return (
    <span className="flex flex-col items-end">
      <Money minor={is} currency={currency} />
      <span className="text-xs text-muted-foreground">
        {t.rich('was', { amount: () => <Money minor={was} currency={currency} /> })}
      </span>
    </span>
  );
}

function Row({ t, merchant }: { t: Words; merchant: Shown }) {
  const { merchantId, name, currency, soonerMinorDays, figures } = merchant;
  const { happened, draft, sooner, later, part } = figures;
  return (
    <TableRow>
      <TableCell>
        <Link
          href={`/admin/assessments/${encodeURIComponent(merchantId)}`}
          className="font-medium wrap-anywhere text-primary underline underline-offset-4"
        >
          {name ?? merchantId}
        </Link>
      </TableCell>
      <TableCell label={t('part')}>
        <Part t={t} part={part} />
      </TableCell>
      <TableCell label={t('minor_days')} className="text-right font-medium">
        <Money minor={soonerMinorDays} currency={currency} signs="both" />
      </TableCell>
      <TableCell label={t('sooner')} className="text-right">
        <Shift t={t} shift={sooner} currency={currency} />
      </TableCell>
      <TableCell label={t('later')} className="text-right">
        <Shift t={t} shift={later} currency={currency} />
      </TableCell>
      <TableCell label={t('deposit')} className="text-right">
        <Pair t={t} was={happened.deposit_end_minor} is={draft.deposit_end_minor} currency={currency} />
      </TableCell>
      <TableCell label={t('owed')} className="text-right">
        <Pair t={t} was={happened.owed_end_minor} is={draft.owed_end_minor} currency={currency} />
      </TableCell>
      <TableCell label={t('lost')} className="text-right">
        <Pair t={t} was={happened.lost_minor} is={draft.lost_minor} currency={currency} />
      </TableCell>
    </TableRow>
  );
}

interface MerchantsProps {
  actor: Actor;
  backtestId: string;
  ask: BacktestAsk;
}

/** Winners and losers by name, a page at a time. */
export async function Merchants({ actor, backtestId, ask }: MerchantsProps) {
  const t = await getTranslations('backtests.merchants');
  const offset = ask.page * MERCHANTS_PER_PAGE;
  const { merchants, hasMore } = await listBacktestMerchants(
    portalDatabase(),
    actor,
    backtestId,
    { ...ask, offset },
    MERCHANTS_PER_PAGE,
  );
  return (
    <Card aria-labelledby="merchants">
      <CardHeader className="gap-3 pb-3">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="flex min-w-0 flex-col gap-1">
            <CardTitle id="merchants">{t('title')}</CardTitle>
            <CardDescription>{t('what')}</CardDescription>
          </div>
          <ExportLink href={addressOf(backtestId, { ...ask, page: 0 }, '/export')} />
        </div>
        <FilterForm
          label={t('filters')}
          action={`/admin/policy/backtests/${backtestId}`}
          ask={ask}
          className="max-w-2xl sm:grid-cols-[1fr_1fr_auto]"
          show={t('show')}
        >
          <input type="hidden" name="currency" value={ask.currency ?? ''} />
          <FilterChoice
            name="choice"
            label={t('choice')}
            chosen={ask.choice}
            choices={BACKTEST_CHOICES.map((value) => ({ value, name: t(`choices.${value}`) }))}
          />
          <FilterChoice
            name="sort"
            label={t('sort')}
            chosen={ask.sort}
            choices={BACKTEST_SORTS.map((value) => ({ value, name: t(`sorts.${value}`) }))}
          />
        </FilterForm>
      </CardHeader>
      {merchants.length === 0 ? (
        <EmptyState icon={Store} title={t('none')} className="py-8" />
      ) : (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('store')}</TableHead>
              <TableHead>{t('part')}</TableHead>
              {(['minor_days', 'sooner', 'later', 'deposit', 'owed', 'lost'] as const).map((column) => (
                <TableHead key={column} className="text-right">
                  {t(column)}
                </TableHead>
              ))}
            </tr>
          </TableHeader>
          <TableBody>
            {merchants.map((merchant) => (
              <Row key={`${merchant.currency} ${merchant.merchantId}`} t={t} merchant={merchant} />
            ))}
          </TableBody>
        </Table>
      )}
      {(ask.page > 0 || hasMore) && (
        <CardContent>
          <nav aria-label={t('paging')} className="flex items-center gap-3 text-sm text-muted-foreground">
            {ask.page > 0 && (
              <Button asChild variant="outline">
                <Link href={addressOf(backtestId, { ...ask, page: ask.page - 1 })} scroll={false}>
                  <ChevronLeft aria-hidden="true" />
                  {t('less')}
                </Link>
              </Button>
            )}
            {t('shown', { from: offset + 1, to: offset + merchants.length })}
            {hasMore && (
              <Button asChild variant="outline">
                <Link href={addressOf(backtestId, { ...ask, page: ask.page + 1 })} scroll={false}>
                  {t('more')}
                  <ChevronRight aria-hidden="true" />
                </Link>
              </Button>
            )}
          </nav>
        </CardContent>
      )}
    </Card>
  );
}
