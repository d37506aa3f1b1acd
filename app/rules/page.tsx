import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { ORDER_STATES } from '@/engine/records';
import { getRules } from '@/services/get-rules';
import { portalDatabase } from '@/services/portal';
import { SECTIONS, Section } from './section';
import {
  AccountsTable,
  AssessmentTables,
  DeductionOrder,
  FactsTable,
  RefundsTable,
  ReleasesTable,
  SharesTable,
  WordsTable,
} from './tables';
import { type Names, refundExample, releaseExample, valuesOf } from './values';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') };
}

/** The product's own documentation of the rules: section by section, with the values of the policy in force. */
export default async function Rules() {
  const actor = await requireActor('account.own');
  const { version, policy, nextVersion } = await getRules(portalDatabase(), actor);
  const t = await getTranslations('rules');
  const names = await readNames();
  const values = valuesOf(policy, names);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-muted-foreground">{t('intro')}</p>
        <p className="max-w-prose text-sm text-muted-foreground">
          {t('policy', { version })} {nextVersion !== null && t('policy_next', { next: nextVersion })}
        </p>
      </PageHeader>
      <div className="grid items-start gap-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Card className="lg:sticky lg:top-4">
          <CardContent>
            <nav aria-label={t('contents')}>
              <p className="mb-2 text-sm font-semibold">{t('contents')}</p>
              <ol className="columns-2 text-sm lg:columns-1">
                {SECTIONS.map((section) => (
                  <li key={section}>
                    <a
                      href={`#section-${section}`}
                      className="inline-block py-1 text-primary underline-offset-4 hover:underline"
                    >
                      {t(`sections.${section}.title`)}
                    </a>
                  </li>
                ))}
              </ol>
            </nav>
          </CardContent>
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <Section section={1} values={values}>
            <WordsTable />
          </Section>
          <Section section={2} values={values} after={<SharesTable />} />
          <Section section={3} values={values} example={t('sections.3.example', values)}>
            <AccountsTable />
          </Section>
          <Section section={4} values={values}>
            <FactsTable />
          </Section>
          <Section section={5} values={values}>
            <AssessmentTables policy={policy} />
          </Section>
          <Section
            section={6}
            values={values}
            example={t('sections.6.example', releaseExample(policy, names.locale))}
          >
            <ReleasesTable values={values} />
          </Section>
          <Section
            section={7}
            values={values}
            example={t('sections.7.example', refundExample(policy, names))}
          >
            <RefundsTable values={values} />
            <DeductionOrder policy={policy} />
          </Section>
          {([8, 9, 10, 11, 12] as const).map((section) => (
            <Section key={section} section={section} values={values} />
          ))}
        </div>
      </div>
    </div>
  );
}

async function readNames(): Promise<Names> {
  const locale = await getLocale();
  const t = await getTranslations('rules.sections');
  const names = await getTranslations('names');
  const accounts = await getTranslations('accounts');
  return {
    locale,
    account: (account) => accounts(`${account}.name`),
    reason: (reason) => names(`refund_reasons.${reason}`),
    state: ORDER_STATES.map((state) => names(`order_states.${state}`)),
    days: (count) => t('5.days', { count }),
    has: (words) => t('7.example_has', words),
    taken: (words) => t('7.example_taken', words),
  };
}
