import { useTranslations } from 'next-intl';
import { FilterChoice, FilterField, FilterForm, FilterSearch } from '@/components/filter-form';
import { Input } from '@/components/ui/input';
import type { OrdersQuestion } from '@/services/list-orders';
import { PATH } from './address';

/** Which orders of the chosen list, in which order. */
export function Filters({ ask, currencies }: { ask: OrdersQuestion; currencies: string[] }) {
  const t = useTranslations('orders.filters');
  const hasCurrencies = currencies.length > 1;
  return (
    <FilterForm
      label={t('label')}
      action={PATH}
      ask={ask}
      className={
        hasCurrencies
          ? 'lg:grid-cols-[minmax(12rem,1.6fr)_repeat(4,minmax(8rem,1fr))_auto]'
          : 'lg:grid-cols-[minmax(12rem,1.6fr)_repeat(3,minmax(8rem,1fr))_auto]'
      }
      show={t('show')}
    >
      <FilterSearch
        name="q"
        label={t('search')}
        className="col-span-2 lg:col-span-1"
        chosen={ask.search}
        example={t('search_example')}
      />
      {hasCurrencies && (
        <FilterChoice
          name="currency"
          label={t('currency')}
          className="max-lg:col-span-2"
          chosen={ask.currency}
          any={t('any')}
          choices={currencies.map((currency) => ({ value: currency, name: currency }))}
        />
      )}
      <FilterField name="from" label={t('from')}>
        <Input id="from" name="from" type="date" defaultValue={ask.from ?? ''} />
      </FilterField>
      <FilterField name="to" label={t('to')}>
        <Input id="to" name="to" type="date" defaultValue={ask.to ?? ''} />
      </FilterField>
      <FilterChoice
        name="sort"
        label={t('sort')}
        chosen={ask.sort}
        choices={(['newest', 'oldest'] as const).map((sort) => ({ value: sort, name: t(sort) }))}
      />
      {ask.which !== 'all' && <input type="hidden" name="show" value={ask.which} />}
    </FilterForm>
  );
}
