import { useTranslations } from 'next-intl';
import { FilterChoice, FilterForm, FilterSearch } from '@/components/filter-form';
import { PROPOSAL_KINDS, PROPOSAL_STATUSES } from '@/engine/proposals';
import type { ListAsk } from './address';

/** Which proposals to show. */
export function Filters({ ask }: { ask: ListAsk }) {
  const t = useTranslations('proposals');
  return (
    <FilterForm
      label={t('filters.label')}
      action="/admin/proposals"
      ask={ask}
      className="sm:grid-cols-4 lg:grid-cols-[repeat(4,minmax(9rem,1fr))_auto]"
      show={t('filters.show')}
    >
      <FilterChoice
        name="status"
        label={t('filters.status')}
        chosen={ask.status}
        any={t('filters.any')}
        choices={PROPOSAL_STATUSES.map((value) => ({ value, name: t(`statuses.${value}`) }))}
      />
      <FilterChoice
        name="kind"
        label={t('filters.kind')}
        chosen={ask.kind}
        any={t('filters.any')}
        choices={PROPOSAL_KINDS.map((value) => ({ value, name: t(`kinds.${value}`) }))}
      />
      <FilterChoice
        name="by"
        label={t('filters.mine')}
        chosen={ask.isMine ? 'me' : null}
        any={t('filters.anybody')}
        choices={[{ value: 'me', name: t('filters.mine_only') }]}
      />
      <FilterSearch
        name="merchant"
        label={t('filters.merchant')}
        chosen={ask.merchantId}
        example={t('filters.merchant_example')}
      />
    </FilterForm>
  );
}
