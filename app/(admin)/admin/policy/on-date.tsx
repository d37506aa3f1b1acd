import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import { FilterField, FilterForm } from '@/components/filter-form';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { Actor } from '@/engine/actor';
import { isCalendarDate } from '@/engine/calendar';
import { getPolicyOn, type PolicyOn } from '@/services/policy/get-policy-on';
import type { Policies } from '@/services/policy/list-policies';
import { portalDatabase } from '@/services/portal';
import { PolicyValues } from './policy-values';

async function Answer({ found }: { found: PolicyOn }) {
  const t = await getTranslations('policy');
  const locale = await getLocale();
  const { on, version: shown, by } = found;
  const said = { date: dateWords(on, locale), version: shown.version };
  const text = () => {
    if (by.kind === 'before_runs') return t('on.before_runs', said);
    if (by.kind === 'dates') return t('on.dates', said);
    return t(by.runOn === on ? 'on.run' : 'on.open', { ...said, run: dateWords(by.runOn, locale) });
  };
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm">
        <Link
          href={`/admin/policy/versions/${shown.version}`}
          className="font-medium underline underline-offset-4"
        >
          {text()}
        </Link>
      </p>
      <details>
        <summary className="text-sm font-medium text-primary underline underline-offset-4">
          {t('in_force.values')}
        </summary>
        <div className="pt-4">
          <PolicyValues policy={shown.policy} />
        </div>
      </details>
    </div>
  );
}

interface OnDateProps {
  actor: Actor;
  /** What the address asks for; null where it asks for nothing. */
  asked: string | null;
  policies: Policies;
}

/** Which policy was in force on any date, or will be as things stand. */
export async function OnDate({ actor, asked, policies }: OnDateProps) {
  const t = await getTranslations('policy.on');
  const text = asked?.trim() ?? '';
  const found = isCalendarDate(text) ? await getPolicyOn(portalDatabase(), actor, text) : null;
  return (
    <Card aria-labelledby="on-date">
      <CardHeader>
        <CardTitle id="on-date">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <FilterForm
          label={t('title')}
          action="/admin/policy"
          ask={text}
          className="max-w-md"
          show={t('show')}
        >
          <FilterField name="on" label={t('date')}>
            <Input
              id="on"
              name="on"
              type="date"
              defaultValue={found === null ? policies.today : text}
              required
            />
          </FilterField>
        </FilterForm>
        {text !== '' && found === null && <Notice tone="bad">{t('bad', { text: text.slice(0, 40) })}</Notice>}
        {found !== null && <Answer found={found} />}
      </CardContent>
    </Card>
  );
}
