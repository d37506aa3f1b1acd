import { useTranslations } from 'next-intl';
import { FilterChoice, FilterField, FilterForm, FilterSearch } from '@/components/filter-form';
import { Input } from '@/components/ui/input';
import { ENTRY_KINDS, type EntryKind } from '@/engine/accounts';
import type { CalendarDate } from '@/engine/calendar';
import { type EntriesAsk, entriesHref } from './address';

interface FiltersProps {
  merchantId: string;
  ask: EntriesAsk;
  currencies: string[];
  currency: string;
  today: CalendarDate | null;
}

/** What of a merchant's entries to show. */
export function Filters({ merchantId, ask, currencies, currency, today }: FiltersProps) {
  const t = useTranslations('staff_order.entries.filters');
  const names = useTranslations('names.entry_kinds');
  const kinds = Object.keys(ENTRY_KINDS) as EntryKind[];
  const date = (name: 'from' | 'to') => (
    <FilterField name={name} label={t(name)}>
      <Input id={name} name={name} type="date" defaultValue={ask[name] ?? ''} max={today ?? undefined} />
    </FilterField>
  );
  return (
    <FilterForm
      label={t('label')}
      action={entriesHref(merchantId)}
      ask={{ ...ask, at: null, currency }}
      className="sm:grid-cols-3 lg:grid-cols-[1fr_2fr_1.6fr_1fr_1fr_auto]"
      show={t('show')}
    >
      <FilterChoice
        name="currency"
        label={t('currency')}
        chosen={currency}
        choices={currencies.map((each) => ({ value: each, name: each }))}
      />
      <FilterSearch name="order" label={t('order')} chosen={ask.order} example={t('order_example')} />
      <FilterChoice
        name="kind"
        label={t('kind')}
        chosen={ask.kind}
        any={t('any')}
        choices={kinds.map((kind) => ({ value: kind, name: names(kind) }))}
      />
      {date('from')}
      {date('to')}
    </FilterForm>
  );
}
