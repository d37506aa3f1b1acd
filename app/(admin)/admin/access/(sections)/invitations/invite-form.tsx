'use client';

import { useTranslations } from 'next-intl';
import { ActionForm, Submit, TextField } from '../../../forms/form';
import { RoleFields, type StoreChoice } from '../../role-fields';

/** Invites a person: what it makes is a link, which whoever invites hands over. */
export function InviteForm({ submission, stores }: { submission: string; stores: StoreChoice[] }) {
  const t = useTranslations('access.invitations.invite');
  return (
    <ActionForm id="invite" submission={submission} className="flex flex-col gap-4">
      <TextField
        form="invite"
        name="name"
        label={t('name')}
        placeholder={t('name_example')}
        required
        maxLength={200}
        autoComplete="off"
      />
      <TextField
        form="invite"
        name="email"
        type="email"
        label={t('email')}
        hint={t('email_hint')}
        placeholder={t('email_example')}
        required
        maxLength={254}
        autoComplete="off"
      />
      <RoleFields form="invite" begin="reviewer" stores={stores} />
      <Submit className="self-start">{t('submit')}</Submit>
    </ActionForm>
  );
}
