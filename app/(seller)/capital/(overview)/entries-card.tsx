import { SearchX, Store } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import { EntryTable } from '@/components/entry-table';
import { FilterChoice, FilterField, FilterForm, FilterSearch } from '@/components/filter-form';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { EntryQuestion } from '@/services/find-entries';
import type { Capital } from '@/services/get-capital';
import { addressOf } from '../address';
import { whyEntry } from '../why/address';
import { entriesSaid, GROUPS } from './entries-address';

interface EntriesCardProps {
  capital: Capital;
  asked: EntryQuestion;
  /** The currency, where the store has several. */
  chosen: string | null;
}

/** The entries, found by order, kind and date, a page at a time. */
export async function EntriesCard({ capital, asked, chosen }: EntriesCardProps) {
  const t = await getTranslations('capital.entries');
  const words = await getTranslations('entries');
  const locale = await getLocale();
  const { entries, nextEntry, isCut, asOf, today } = capital;
  const title = asOf === null ? t('title') : t('title_then', { date: dateWords(asOf, locale) });
  const base = { currency: chosen, as_of: asOf };
  const here = { ...base, ...entriesSaid(asked) };
  const isFiltered = Object.values(entriesSaid(asked)).some((value) => value !== null);
  return (
    <Card id="entries" aria-labelledby="entries-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="entries-title">{title}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        <EntryFilters asked={asked} base={base} today={today} />
        {isFiltered && (
          <Link
            href={`${addressOf('/capital', base)}#entries`}
            className="w-fit text-sm text-primary underline underline-offset-2 hover:no-underline"
          >
            {t('filters.clear')}
          </Link>
        )}
        {isCut && <Notice tone="warn">{t('filters.cut')}</Notice>}
      </CardContent>
      {entries.length === 0 ? (
        <EmptyState
          icon={isFiltered ? SearchX : Store}
          title={isFiltered ? t('filters.none_title') : words('empty.title')}
        >
          {isFiltered ? t('filters.none_why') : words('empty.why')}
        </EmptyState>
      ) : (
        <EntryTable
          label={title}
          lines={entries}
          today={today}
          whyHref={(line) => whyEntry(line.entrySeq)}
          orderHref={({ orderId }) => `/capital/orders/${encodeURIComponent(orderId)}`}
          holdHref={({ orderId }) =>
            addressOf('/capital/early-loan-margin', { currency: chosen, order: orderId })
          }
        />
      )}
      {(nextEntry !== null || asked.at !== null) && (
        <CardContent className="flex flex-wrap gap-3 border-t">
          {asked.at !== null && (
            <Button asChild variant="outline">
              <Link href={`${addressOf('/capital', here)}#entries`}>{words('first')}</Link>
            </Button>
          )}
          {nextEntry !== null && (
            <Button asChild variant="outline">
              <Link href={`${addressOf('/capital', { ...here, from_entry: nextEntry.toString() })}#entries`}>
                {words('next')}
              </Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}

async function EntryFilters({
  asked,
  base,
  today,
}: {
  asked: EntryQuestion;
  base: Record<string, string | null>;
  today: string | null;
}) {
  const t = await getTranslations('capital.entries.filters');
  const date = (name: 'from' | 'to') => (
    <FilterField name={name} label={t(name)}>
      <Input id={name} name={name} type="date" defaultValue={asked[name] ?? ''} max={today ?? undefined} />
    </FilterField>
  );
  return (
    <FilterForm
      label={t('label')}
      action="/capital#entries"
      ask={{ ...asked, at: null }}
      className="sm:grid-cols-3 lg:grid-cols-[2fr_1.5fr_1fr_1fr_1.3fr_auto]"
      show={t('show')}
    >
      {Object.entries(base).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <FilterSearch name="order" label={t('order')} chosen={asked.order} example={t('order_example')} />
      <FilterChoice
        name="kind"
        label={t('kind')}
        chosen={asked.group}
        any={t('any')}
        choices={GROUPS.map((group) => ({ value: group, name: t(`groups.${group}`) }))}
      />
      {date('from')}
      {date('to')}
      <FilterChoice
        name="sort"
        label={t('sort')}
        chosen={asked.direction === 'oldest' ? 'oldest' : null}
        any={t('newest')}
        choices={[{ value: 'oldest', name: t('oldest') }]}
      />
    </FilterForm>
  );
}
