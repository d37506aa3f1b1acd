'use client';

import { useTranslations } from 'next-intl';
import { ROLES, type Role } from '@/engine/actor';
import { TextField, useWritten } from '../forms/form';

/** A store that a seller can be given. */
export interface StoreChoice {
  merchantId: string;
  name: string;
}

interface RoleFieldsProps {
  form: string;
  /** What is chosen to begin with. */
  begin: Role;
  merchantId?: string;
  /** The stores there are, where they are few enough to choose from. */
  stores: StoreChoice[];
}

/** What a person may do; and a seller's store, which is asked for where a seller is chosen, with or without a script. */
export function RoleFields({ form, begin, merchantId = '', stores }: RoleFieldsProps) {
  const t = useTranslations('access.role_fields');
  const names = useTranslations('names.roles');
  const chosen = useWritten(form, 'role', begin);
  return (
    <div className="group/role flex flex-col gap-4">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">{t('role')}</legend>
        {ROLES.map((each) => (
          <label
            key={each}
            className="flex items-start gap-3 rounded-md border px-3 py-2 text-sm hover:bg-muted has-checked:border-primary has-checked:bg-primary-soft"
          >
            <input
              type="radio"
              name="role"
              value={each}
              defaultChecked={each === chosen}
              className="mt-0.5 size-4 shrink-0 accent-primary"
            />
            <span className="flex min-w-0 flex-col">
              <span className="font-medium">{names(each)}</span>
              <span className="text-pretty text-muted-foreground">{t(`what.${each}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="hidden group-has-[input[value=seller]:checked]/role:block">
        <TextField
          form={form}
          name="merchant"
          label={t('store')}
          hint={t('store_hint')}
          placeholder={t('store_example')}
          defaultValue={merchantId}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          list={stores.length > 0 ? `${form}-stores` : undefined}
        />
        {stores.length > 0 && (
          <datalist id={`${form}-stores`}>
            {stores.map((store) => (
              <option key={store.merchantId} value={store.merchantId}>
                {store.name}
              </option>
            ))}
          </datalist>
        )}
      </div>
    </div>
  );
}
