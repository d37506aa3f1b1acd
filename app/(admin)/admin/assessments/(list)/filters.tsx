import { useTranslations } from 'next-intl';
import { FilterChoice, FilterForm, FilterSearch } from '@/components/filter-form';
import { METRICS } from '@/engine/scorecard';
import { type ListAsk, OUTCOMES, SORTS } from './address';

/** Which stores to list, in which order. What the numbers above have chosen stays chosen. */
export function Filters({ ask, tiers }: { ask: ListAsk; tiers: string[] }) {
  const t = useTranslations('assessments');
  const { filter } = ask;
  return (
    <FilterForm
      label={t('filters.label')}
      action="/admin/assessments"
      ask={ask}
      className="lg:grid-cols-[minmax(12rem,1.6fr)_repeat(4,minmax(8rem,1fr))_auto]"
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
        name="tier"
        label={t('filters.tier')}
        chosen={filter.tier}
        any={t('filters.any')}
        choices={tiers.map((tier) => ({ value: tier, name: t('tier', { tier }) }))}
      />
      <FilterChoice
        name="outcome"
        label={t('filters.outcome')}
        chosen={filter.outcome}
        any={t('filters.any')}
        choices={OUTCOMES.map((outcome) => ({ value: outcome, name: t(`outcomes.${outcome}`) }))}
      />
      <FilterChoice
        name="failed"
        label={t('filters.gate')}
        chosen={filter.failedGate}
        any={t('filters.any')}
        choices={METRICS.map((metric) => ({ value: metric, name: t(`metrics.${metric}`) }))}
      />
      <FilterChoice
        name="sort"
        label={t('filters.sort')}
        chosen={ask.sort}
        choices={SORTS.map((sort) => ({ value: sort, name: t(`sorts.${sort}`) }))}
      />
      {filter.enrolment !== null && <input type="hidden" name="enrolment" value={filter.enrolment} />}
      {filter.isInDebt && <input type="hidden" name="debt" value="1" />}
    </FilterForm>
  );
}
