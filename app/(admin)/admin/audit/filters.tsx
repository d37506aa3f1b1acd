import { useTranslations } from 'next-intl';
import { FilterField, FilterForm, FilterSearch } from '@/components/filter-form';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { AUDIT_ACTIONS, auditGroupOf } from '@/engine/audit';
import type { AuditAsk } from './address';

const GROUPS = [...new Set(AUDIT_ACTIONS.map(auditGroupOf))].map((group) => ({
  group,
  actions: AUDIT_ACTIONS.filter((action) => auditGroupOf(action) === group),
}));

function Actions({ chosen }: { chosen: string | null }) {
  const t = useTranslations('audit');
  return (
    <Select id="action" name="action" defaultValue={chosen ?? ''}>
      <option value="">{t('filters.any')}</option>
      {GROUPS.map(({ group, actions }) => (
        <optgroup key={group} label={t(`groups.${group}`)}>
          {actions.length > 1 && (
            <option value={`${group}.*`}>{t('filters.all_of', { group: t(`groups.${group}`) })}</option>
          )}
          {actions.map((action) => (
            <option key={action} value={action}>
              {t(`actions.${action}`)}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

/** Which rows to show. */
export function Filters({ ask }: { ask: AuditAsk }) {
  const t = useTranslations('audit');
  const { filter } = ask;
  return (
    <FilterForm
      label={t('filters.label')}
      action="/admin/audit"
      ask={ask}
      className="lg:grid-cols-[repeat(2,minmax(10rem,1fr))_minmax(12rem,1.3fr)_repeat(2,minmax(9rem,0.8fr))_auto]"
      show={t('filters.show')}
    >
      <FilterSearch
        name="person"
        label={t('filters.person')}
        className="col-span-2 sm:col-span-1"
        chosen={filter.person}
        example={t('filters.person_example')}
      />
      <FilterSearch
        name="merchant"
        label={t('filters.merchant')}
        className="col-span-2 sm:col-span-1"
        chosen={filter.merchantId}
        example={t('filters.merchant_example')}
      />
      <FilterField name="action" label={t('filters.action')} className="col-span-2 lg:col-span-1">
        <Actions chosen={filter.action} />
      </FilterField>
      <FilterField name="from" label={t('filters.from')}>
        <Input id="from" name="from" type="date" defaultValue={filter.from ?? ''} />
      </FilterField>
      <FilterField name="to" label={t('filters.to')}>
        <Input id="to" name="to" type="date" defaultValue={filter.to ?? ''} />
      </FilterField>
    </FilterForm>
  );
}
