'use client';

import { useTranslations } from 'next-intl';
import type { Role } from '@/engine/actor';
import { ConfirmForm } from '../../forms/confirm-form';
import { TextField } from '../../forms/form';
import { RoleFields, type StoreChoice } from '../role-fields';

interface ChangeFormProps {
  person: { personId: string; name: string; role: Role; merchantId: string | null };
  /** Why the role is not to be changed; then the name alone is. */
  fixed: 'yourself' | 'last' | null;
  stores: StoreChoice[];
  submission: string;
}

const FORM = 'change';

/** Changes a person's name, and what they may do. */
export function ChangeForm({ person, fixed, stores, submission }: ChangeFormProps) {
  const t = useTranslations('access.person.role');
  return (
    <ConfirmForm
      id={FORM}
      submission={submission}
      about={{ person: person.personId }}
      open={t(fixed === null ? 'change' : 'change_name')}
      follows={fixed === null ? t('follows') : t(`fixed.${fixed}`)}
      submit={t('submit')}
      tone="default"
      whyOf={fixed === null ? 'role' : undefined}
    >
      <TextField
        form={FORM}
        name="name"
        label={t('name')}
        defaultValue={person.name}
        required
        maxLength={200}
        autoComplete="off"
      />
      {fixed === null && (
        <RoleFields form={FORM} begin={person.role} merchantId={person.merchantId ?? ''} stores={stores} />
      )}
    </ConfirmForm>
  );
}
