import { Search } from 'lucide-react';
import Form from 'next/form';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
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
    <search aria-label={t('filters.label')}>
      <Form
        // Its fields begin anew from each address.
        key={JSON.stringify(ask)}
        action="/admin/audit"
        className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[repeat(2,minmax(10rem,1fr))_minmax(12rem,1.3fr)_repeat(2,minmax(9rem,0.8fr))_auto]"
      >
        <div className="col-span-2 flex min-w-0 flex-col gap-1 sm:col-span-1">
          <Label htmlFor="person">{t('filters.person')}</Label>
          <Input
            id="person"
            name="person"
            type="search"
            maxLength={200}
            defaultValue={filter.person ?? ''}
            placeholder={t('filters.person_example')}
          />
        </div>
        <div className="col-span-2 flex min-w-0 flex-col gap-1 sm:col-span-1">
          <Label htmlFor="merchant">{t('filters.merchant')}</Label>
          <Input
            id="merchant"
            name="merchant"
            type="search"
            maxLength={200}
            defaultValue={filter.merchantId ?? ''}
            placeholder={t('filters.merchant_example')}
          />
        </div>
        <div className="col-span-2 flex min-w-0 flex-col gap-1 lg:col-span-1">
          <Label htmlFor="action">{t('filters.action')}</Label>
          <Actions chosen={filter.action} />
        </div>
        <div className="flex min-w-0 flex-col gap-1">
          <Label htmlFor="from">{t('filters.from')}</Label>
          <Input id="from" name="from" type="date" defaultValue={filter.from ?? ''} />
        </div>
        <div className="flex min-w-0 flex-col gap-1">
          <Label htmlFor="to">{t('filters.to')}</Label>
          <Input id="to" name="to" type="date" defaultValue={filter.to ?? ''} />
        </div>
        <Button type="submit" variant="outline" className="justify-self-start">
          <Search aria-hidden="true" />
          {t('filters.show')}
        </Button>
      </Form>
    </search>
  );
}
