import { useTranslations } from 'next-intl';
import { FilterChoice, FilterForm, FilterSearch } from '@/components/filter-form';
import { ENROLMENTS } from '@/engine/records';
import { METRICS } from '@/engine/scorecard';
import { type ListAsk, OUTCOMES, SORTS } from './address';

interface FiltersProps {
  ask: ListAsk;
  tiers: string[];
  /** The currencies that the work list can go by, and the one that it goes by. */
  currencies?: string[];
  currency?: string;
}

/** Which stores to list, in which order. What the numbers above have chosen stays chosen. */
export function Filters({ ask, tiers, currencies = [], currency }: FiltersProps) {
  const t = useTranslations('assessments');
  const names = useTranslations('names.enrolment');
  const { filter } = ask;
  const isWork = ask.view === 'work';
  return (
    <FilterForm
      label={t('filters.label')}
      action="/admin/assessments"
      ask={ask}
      className={
        isWork
          ? 'lg:grid-cols-[minmax(12rem,1.6fr)_repeat(5,minmax(7rem,1fr))_auto]'
          : 'lg:grid-cols-[minmax(12rem,1.6fr)_repeat(4,minmax(8rem,1fr))_auto]'
      }
      show={t('filters.show')}
    >
      <FilterSearch
        name="q"
        label={t('filters.search')}
        className="col-span-2 lg:col-span-1"
        chosen={filter.search}
        example={t('filters.search_example')}
      />
      {isWork && (
        <FilterChoice
          name="enrolment"
          label={t('columns.standing')}
          chosen={filter.enrolment}
          any={t('filters.any')}
          choices={ENROLMENTS.map((enrolment) => ({ value: enrolment, name: names(enrolment) }))}
        />
      )}
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
      {isWork ? (
        <FilterChoice
          name="currency"
          label={t('work.currency')}
          chosen={currency ?? null}
          choices={currencies.map((each) => ({ value: each, name: each }))}
        />
      ) : (
        <FilterChoice
          name="sort"
          label={t('filters.sort')}
          chosen={ask.sort}
          choices={SORTS.map((sort) => ({ value: sort, name: t(`sorts.${sort}`) }))}
        />
      )}
      {!isWork && <input type="hidden" name="view" value={ask.view} />}
      {!isWork && filter.enrolment !== null && (
        <input type="hidden" name="enrolment" value={filter.enrolment} />
      )}
      {ask.reason !== null && <input type="hidden" name="reason" value={ask.reason} />}
      {filter.isInDebt && <input type="hidden" name="debt" value="1" />}
    </FilterForm>
  );
}
