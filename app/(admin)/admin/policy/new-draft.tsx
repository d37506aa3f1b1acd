import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { DraftListed } from '@/services/policy/get-draft';
import type { Policies } from '@/services/policy/list-policies';
import { makeDraftAction } from './actions';
import { PolicyForm, Submit, TextField } from './policy-form';

interface NewDraftProps {
  policies: Policies;
  drafts: DraftListed[];
  submission: string;
}

/** Makes a draft, as a copy of what is chosen. */
export function NewDraft({ policies, drafts, submission }: NewDraftProps) {
  const t = useTranslations('policy.drafts');
  const { inForce, versions } = policies;
  return (
    <details className="group/new">
      <summary className="inline-flex h-10 w-fit list-none items-center rounded-md bg-primary px-4 text-sm font-medium text-primary-foreground hover:bg-primary/90 [&::-webkit-details-marker]:hidden">
        {t('new')}
      </summary>
      <PolicyForm
        id="new"
        action={makeDraftAction}
        about={{ submission }}
        className="mt-4 flex max-w-xl flex-col gap-4"
      >
        <TextField
          name="name"
          label={t('new_name')}
          hint={t('new_name_hint')}
          example={t('new_name_example')}
          maxLength={200}
        />
        <Field id="new-origin" label={t('origin')}>
          {(control) => (
            <Select {...control} name="origin" defaultValue="in_force">
              <option value="in_force">{t('origin_in_force', { version: inForce.version })}</option>
              {versions
                .filter(({ version }) => version !== inForce.version)
                .map(({ version }) => (
                  <option key={version} value={`version ${version}`}>
                    {t('origin_version', { version })}
                  </option>
                ))}
              {drafts.map(({ draftId, name }) => (
                <option key={draftId} value={`draft ${draftId}`}>
                  {t('origin_draft', { name })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Submit pending={t('making')}>{t('make')}</Submit>
      </PolicyForm>
    </details>
  );
}
