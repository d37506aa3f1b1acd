import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type Policy, tiersByScore } from '@/engine/policy';
import {
  POLICY_FIELD_NAMES,
  POLICY_FIELDS,
  POLICY_GROUPS,
  type PolicyGroup,
  policyValue,
  TIER_FIELD_NAMES,
} from '@/engine/policy-fields';
import { usePolicyWords } from './policy-words';

function Group({ group, policy }: { group: PolicyGroup; policy: Policy }) {
  const t = useTranslations('policy');
  const words = usePolicyWords();
  const fields = POLICY_FIELD_NAMES.filter((name) => POLICY_FIELDS[name].group === group);
  return (
    <section aria-labelledby={`values-${group}`} className="flex min-w-0 flex-col gap-2">
      <h3 id={`values-${group}`} className="text-sm font-semibold">
        {t(`groups.${group}.title`)}
      </h3>
      <dl className="flex flex-col text-sm">
        {fields.map((name) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-4 border-t py-1.5">
            <dt className="text-muted-foreground">{words.label(name)}</dt>
            <dd className="text-right font-medium tabular-nums wrap-anywhere">
              {words.value(name, policyValue(policy, name))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Tiers({ policy }: { policy: Policy }) {
  const t = useTranslations('policy');
  const words = usePolicyWords();
  return (
    <section aria-labelledby="values-tiers" className="flex min-w-0 flex-col gap-2 lg:col-span-2">
      <h3 id="values-tiers" className="text-sm font-semibold">
        {t('groups.tiers.title')}
      </h3>
      <Table label={t('groups.tiers.title')} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('fields.tiers.name.label')}</TableHead>
            {TIER_FIELD_NAMES.map((field) => (
              <TableHead key={field} className="text-right">
                {words.tierLabel(field)}
              </TableHead>
            ))}
          </tr>
        </TableHeader>
        <TableBody>
          {tiersByScore(policy).map((tier) => (
            <TableRow key={tier.name}>
              <TableCell className="font-medium">{tier.name}</TableCell>
              {TIER_FIELD_NAMES.map((field) => (
                <TableCell key={field} label={words.tierLabel(field)} className="text-right tabular-nums">
                  {words.tierValue(field, tier[field])}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

/** Every value of a policy, in words. */
export function PolicyValues({ policy }: { policy: Policy }) {
  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
      {POLICY_GROUPS.map((group) => (
        <Group key={group} group={group} policy={policy} />
      ))}
      <Tiers policy={policy} />
    </div>
  );
}
