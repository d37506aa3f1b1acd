'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { tierNamed } from '@/engine/policy';
import { TIER_FIELD_NAMES, TIER_FIELDS } from '@/engine/policy-fields';
import { countTiers } from '@/engine/policy-form';
import { usePolicyWords } from '../../../policy-words';
import { UnitInput, type Written } from './fields';

const LIMITS = { score: 'limit_score', days: 'limit_days', share: 'limit_share' } as const;

function TierRow({ place, written }: { place: number; written: Written }) {
  const t = useTranslations('policy');
  const words = usePolicyWords();
  const { texts, problems } = written;
  const nameField = `tiers.${place}.name`;
  const name = (texts[nameField] ?? '').trim();
  const inForce = tierNamed(written.inForce, name);
  const terms =
    inForce === null
      ? t('form.tier_not_in_force')
      : t('form.tier_in_force', {
          terms: t('form.tier_terms', {
            score: String(inForce.min_score),
            days: words.tierValue('release_after_days', inForce.release_after_days),
            share: words.tierValue('deposit_bps', inForce.deposit_bps),
          }),
        });
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border bg-background p-4">
      <legend className="px-1 text-sm font-semibold">
        {name === '' ? t('form.tier_new') : t('form.tier', { number: name })}
      </legend>
      <p className="text-sm font-medium">{terms}</p>
      <div className="grid items-end gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <Field
          id={`field-${nameField}`}
          label={t('fields.tiers.name.label')}
          hint={t('fields.tiers.name.what')}
          problem={problems[nameField]}
        >
          {(control) => (
            <Input
              {...control}
              name={nameField}
              defaultValue={texts[nameField] ?? ''}
              maxLength={200}
              autoComplete="off"
            />
          )}
        </Field>
        {TIER_FIELD_NAMES.map((field) => {
          const fieldName = `tiers.${place}.${field}`;
          const { unit } = TIER_FIELDS[field];
          return (
            <Field
              key={field}
              id={`field-${fieldName}`}
              label={words.tierLabel(field)}
              hint={`${t(`fields.tiers.${field}.what`)} ${t(`form.${LIMITS[unit]}`, { least: 0 })}`}
              problem={problems[fieldName]}
            >
              {(control) => (
                <UnitInput unit={t(`form.unit_${unit}`)}>
                  <Input
                    {...control}
                    name={fieldName}
                    defaultValue={texts[fieldName] ?? ''}
                    inputMode={unit === 'share' ? 'decimal' : 'numeric'}
                    maxLength={20}
                    autoComplete="off"
                  />
                </UnitInput>
              )}
            </Field>
          );
        })}
      </div>
      <Button
        type="submit"
        name="do"
        value={`remove_tier ${place}`}
        variant="outline"
        size="small"
        className="self-start"
        aria-label={name === '' ? t('form.tier_remove') : t('form.tier_remove_named', { name })}
      >
        <Trash2 aria-hidden="true" />
        {t('form.tier_remove')}
      </Button>
    </fieldset>
  );
}

/** The tiers, a row each; rows are added and taken away by the server, so that it works without a script. */
export function TierRows({ written }: { written: Written }) {
  const t = useTranslations('policy');
  const problem = written.problems.tiers;
  return (
    <div id="field-tiers" className="flex flex-col gap-4">
      {problem && <p className="text-sm font-medium text-bad">{problem}</p>}
      {Array.from({ length: countTiers(written.texts) }, (_row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the form is made anew where rows change
        <TierRow key={place} place={place} written={written} />
      ))}
      <Button type="submit" name="do" value="add_tier" variant="outline" size="small" className="self-start">
        <Plus aria-hidden="true" />
        {t('form.tier_add')}
      </Button>
    </div>
  );
}
