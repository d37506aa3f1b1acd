import { useTranslations } from 'next-intl';
import { FilterChoice, FilterForm, FilterSearch } from '@/components/filter-form';
import { ROLES } from '@/engine/actor';
import { type PeopleAsk, STATES } from './address';

/** Which people to list. */
export function Filters({ ask }: { ask: PeopleAsk }) {
  const t = useTranslations('access.people.filters');
  const names = useTranslations('names.roles');
  const { filter } = ask;
  return (
    <FilterForm
      label={t('label')}
      action="/admin/access"
      ask={ask}
      className="lg:grid-cols-[minmax(16rem,2fr)_repeat(2,minmax(10rem,1fr))_auto]"
      show={t('show')}
    >
      <FilterSearch
        name="q"
        label={t('search')}
        className="col-span-2 lg:col-span-1"
        chosen={filter.search ?? null}
        example={t('search_example')}
      />
      <FilterChoice
        name="role"
        label={t('role')}
        chosen={filter.role ?? null}
        any={t('any')}
        choices={ROLES.map((role) => ({ value: role, name: names(role) }))}
      />
      <FilterChoice
        name="state"
        label={t('state')}
        chosen={filter.state ?? null}
        any={t('any')}
        choices={STATES.map((state) => ({ value: state, name: t(`states.${state}`) }))}
      />
    </FilterForm>
  );
}
