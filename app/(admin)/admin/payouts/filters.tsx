import { useTranslations } from 'next-intl';
import { FilterChoice, FilterForm, FilterSearch } from '@/components/filter-form';
import { PAYOUT_PLACES } from '@/engine/payouts';
import { PATH, type PayoutAsk } from './address';

/** Which withdrawals to list. */
export function Filters({ ask, currencies }: { ask: PayoutAsk; currencies: string[] }) {
  const t = useTranslations('payouts');
  const { filter } = ask;
  return (
    <FilterForm
      label={t('filters.label')}
      action={PATH}
      ask={ask}
      className="lg:grid-cols-[minmax(12rem,1.4fr)_repeat(3,minmax(9rem,1fr))_auto]"
      show={t('filters.show')}
    >
      <FilterSearch
        name="q"
        label={t('filters.search')}
        className="col-span-2 lg:col-span-1"
        chosen={filter.search}
        example={t('filters.search_example')}
      />
      <FilterChoice
        name="place"
        label={t('filters.place')}
        chosen={filter.place}
        any={t('filters.any')}
        choices={PAYOUT_PLACES.map((place) => ({ value: place, name: t(`places.${place}`) }))}
      />
      <FilterChoice
        name="currency"
        label={t('filters.currency')}
        chosen={filter.currency}
        any={t('filters.any')}
        choices={currencies.map((currency) => ({ value: currency, name: currency }))}
      />
      <FilterSearch
        name="store"
        label={t('filters.store')}
        chosen={filter.merchantId}
        example={t('filters.store_example')}
      />
    </FilterForm>
  );
}
