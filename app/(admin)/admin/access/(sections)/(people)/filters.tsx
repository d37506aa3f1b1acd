import { Search } from 'lucide-react';
import Form from 'next/form';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { ROLES } from '@/engine/actor';
import { type PeopleAsk, STATES } from './address';

/** Which people to list. */
export function Filters({ ask }: { ask: PeopleAsk }) {
  const t = useTranslations('access.people.filters');
  const names = useTranslations('names.roles');
  const { filter } = ask;
  return (
    <search aria-label={t('label')}>
      <Form
        // Its fields begin anew from each address.
        key={JSON.stringify(ask)}
        action="/admin/access"
        className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(16rem,2fr)_repeat(2,minmax(10rem,1fr))_auto]"
      >
        <div className="col-span-2 flex min-w-0 flex-col gap-1 lg:col-span-1">
          <Label htmlFor="q">{t('search')}</Label>
          <Input
            id="q"
            name="q"
            type="search"
            maxLength={200}
            defaultValue={filter.search ?? ''}
            placeholder={t('search_example')}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-1">
          <Label htmlFor="role">{t('role')}</Label>
          <Select id="role" name="role" defaultValue={filter.role ?? ''}>
            <option value="">{t('any')}</option>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {names(role)}
              </option>
            ))}
          </Select>
        </div>
        <div className="flex min-w-0 flex-col gap-1">
          <Label htmlFor="state">{t('state')}</Label>
          <Select id="state" name="state" defaultValue={filter.state ?? ''}>
            <option value="">{t('any')}</option>
            {STATES.map((state) => (
              <option key={state} value={state}>
                {t(`states.${state}`)}
              </option>
            ))}
          </Select>
        </div>
        <Button type="submit" variant="outline" className="justify-self-start">
          <Search aria-hidden="true" />
          {t('show')}
        </Button>
      </Form>
    </search>
  );
}
