'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { instantWords } from '@/components/instant-words';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { Policy } from '@/engine/policy';
import { POLICY_FIELD_NAMES, POLICY_FIELDS, POLICY_GROUPS, type PolicyGroup } from '@/engine/policy-fields';
import type { FormTexts } from '@/engine/policy-form';
import { PolicyChanges } from '../../../policy-changes';
import { type ChangeOutcome, changeDraftAction } from './change';
import { ReasonsField, SourcesField, ValueField, type Written } from './fields';
import { TierRows } from './tier-rows';

interface DraftFormProps {
  draftId: string;
  name: string;
  revision: number;
  submission: string;
  texts: FormTexts;
  inForce: Policy;
  timezone: string;
  /** Whether the time zone stays as it is. */
  isZoneFixed: boolean;
}

/** What came of the last time, and where the reader then is. */
function Outcome({ outcome, timezone }: { outcome: ChangeOutcome; timezone: string }) {
  const t = useTranslations('policy.form');
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer anew, even where it says the same
  useEffect(() => box.current?.focus(), [outcome.id]);
  const { status, conflict } = outcome;
  const problems = Object.entries(outcome.problems);
  const at = conflict === null ? null : instantWords(conflict.at, locale, timezone);
  return (
    <div ref={box} tabIndex={-1} role={status === 'rows' ? 'status' : 'alert'}>
      <Notice tone={status === 'rows' ? 'good' : status === 'refused' ? 'bad' : 'warn'}>
        {conflict === null ? (
          <p className="font-medium">{outcome.text}</p>
        ) : (
          <div className="flex flex-col gap-2">
            <p className="font-medium">
              {t('conflict', { name: conflict.by, at: `${at?.date} ${at?.time.slice(0, 5)}` })}
            </p>
            {conflict.changes.length === 0 ? (
              <p>{t('conflict_same')}</p>
            ) : (
              <PolicyChanges
                changes={conflict.changes}
                label={t('kept')}
                before={t('kept')}
                after={t('yours')}
              />
            )}
            <p>{t('conflict_then')}</p>
          </div>
        )}
        {problems.length > 0 && (
          <ul className="mt-1 list-disc pl-5">
            {problems.map(([field, text]) => (
              <li key={field}>
                <a href={`#field-${field}`} className="underline underline-offset-4">
                  <FieldName field={field} />: {text}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}

/** What a field is called in the summary. */
function FieldName({ field }: { field: string }) {
  const t = useTranslations('policy');
  const tier = /^tiers\.(\d+)\.(\w+)$/.exec(field);
  if (tier !== null)
    return `${t('form.tier_row', { number: Number(tier[1]) + 1 })}, ${t(`fields.tiers.${tier[2] as 'name'}.label`)}`;
  if (field === 'name') return t('form.name');
  if (field === 'tiers') return t('groups.tiers.title');
  if (field.startsWith('deduction_order')) return t('fields.deduction_order.label');
  return t(`fields.${field}.label` as never);
}

function Group({
  group,
  written,
  isZoneFixed,
}: {
  group: PolicyGroup;
  written: Written;
  isZoneFixed: boolean;
}) {
  const t = useTranslations('policy');
  const fields = POLICY_FIELD_NAMES.filter((name) => POLICY_FIELDS[name].group === group);
  return (
    <Card aria-labelledby={`group-${group}`}>
      <CardHeader>
        <CardTitle id={`group-${group}`}>{t(`groups.${group}.title`)}</CardTitle>
        <CardDescription>{t(`groups.${group}.what`)}</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {fields.map((name) => {
          if (name === 'deduction_order') return <SourcesField key={name} written={written} />;
          if (name === 'merchant_borne_reasons') return <ReasonsField key={name} written={written} />;
          const isFixed = name === 'timezone' && isZoneFixed;
          return <ValueField key={name} name={name} written={written} fixed={isFixed} />;
        })}
      </CardContent>
    </Card>
  );
}

/** Every value of the policy. It works without a script, and holds after a refusal what was written. */
export function DraftForm(props: DraftFormProps) {
  const { draftId, inForce, timezone, isZoneFixed } = props;
  const t = useTranslations('policy.form');
  const groups = useTranslations('policy.groups.tiers');
  const [outcome, send, isPending] = useActionState<ChangeOutcome | null, FormData>(changeDraftAction, null);
  const problems: Record<string, string> = {};
  const now = outcome ?? { ...props, id: 'begin', problems };
  const written: Written = { texts: now.texts, problems: now.problems, inForce };
  return (
    <form action={send} className="flex flex-col gap-5">
      {/* What the Enter key sends. */}
      <button type="submit" name="do" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="submission" value={now.submission} />
      <input type="hidden" name="draft" value={draftId} />
      <input type="hidden" name="revision" value={now.revision} />
      {outcome !== null && <Outcome outcome={outcome} timezone={timezone} />}
      <div key={now.id} className="flex flex-col gap-5">
        <Card>
          <CardContent className="max-w-xl">
            <Field id="field-name" label={t('name')} problem={now.problems.name}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  defaultValue={now.name}
                  maxLength={200}
                  required
                  autoComplete="off"
                />
              )}
            </Field>
          </CardContent>
        </Card>
        {POLICY_GROUPS.slice(0, 4).map((group) => (
          <Group key={group} group={group} written={written} isZoneFixed={isZoneFixed} />
        ))}
        <Card aria-labelledby="group-tiers">
          <CardHeader>
            <CardTitle id="group-tiers">{groups('title')}</CardTitle>
            <CardDescription>{groups('what')}</CardDescription>
          </CardHeader>
          <CardContent>
            <TierRows written={written} />
          </CardContent>
        </Card>
        {POLICY_GROUPS.slice(4).map((group) => (
          <Group key={group} group={group} written={written} isZoneFixed={isZoneFixed} />
        ))}
      </div>
      <div className="sticky bottom-0 -mx-4 flex flex-wrap gap-3 border-t bg-background px-4 py-3 sm:mx-0 sm:rounded-md sm:border">
        <Button type="submit" name="do" value="save" disabled={isPending}>
          {isPending ? t('saving') : t('save')}
        </Button>
        <Button asChild variant="outline">
          <Link href={`/admin/policy/drafts/${draftId}`}>{t('back')}</Link>
        </Button>
      </div>
    </form>
  );
}
