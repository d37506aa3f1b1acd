import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { FilterChoice, FilterForm } from '@/components/filter-form';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { policyDifference } from '@/engine/policy-difference';
import { listPolicies } from '@/services/policy/list-policies';
import { portalDatabase } from '@/services/portal';
import { makeDraftAction } from '../../actions';
import { PolicyChanges } from '../../policy-changes';
import { PolicyForm, Submit, TextField } from '../../policy-form';
import { PolicyValues } from '../../policy-values';
import { peopleOf, spanOf, VersionBadge } from '../../version-table';

/** The version of the address, among all; null where there is none. Read once a request. */
const versionOf = cache(async (segment: string) => {
  const actor = await requireActor('policy.read');
  if (!/^[1-9]\d{0,8}$/.test(segment)) return null;
  const policies = await listPolicies(portalDatabase(), actor);
  const version = policies.versions.find((each) => String(each.version) === segment);
  return version === undefined ? null : { ...policies, version };
});

export async function generateMetadata({
  params,
}: PageProps<'/admin/policy/versions/[version]'>): Promise<Metadata> {
  const found = await versionOf((await params).version);
  const t = await getTranslations('policy');
  return { title: found === null ? t('title') : t('document_title', { version: found.version.version }) };
}

/** One policy version: who published it, when it counted, what it says, and how it differs from another. */
export default async function Version({
  params,
  searchParams,
}: PageProps<'/admin/policy/versions/[version]'>) {
  const actor = await requireActor('policy.read');
  const found = await versionOf((await params).version);
  if (found === null) notFound();
  const t = await getTranslations('policy');
  const locale = await getLocale();
  const { version, versions } = found;
  const { against } = await searchParams;
  const before = versions.find((each) => each.version < version.version && each.state !== 'overtaken');
  const others = versions.filter((each) => each.version !== version.version);
  const other = others.find((each) => String(each.version) === against) ?? before ?? others[0] ?? null;
  const changes = other === null ? [] : policyDifference(other.policy, version.policy);
  const title = t('version', { version: version.version });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={title} above={[{ href: '/admin/policy', title: t('title') }]}>
        <div className="flex flex-wrap items-center gap-2 text-sm text-muted-foreground">
          <VersionBadge state={version.state} />
          <span>{spanOf(t, locale, version)}</span>
          <span aria-hidden="true">·</span>
          {version.proposalId === null ? (
            <span>{peopleOf(t, version)}</span>
          ) : (
            <Link href={`/admin/proposals/${version.proposalId}`} className="underline underline-offset-4">
              {peopleOf(t, version)}
            </Link>
          )}
        </div>
        {version.why !== null && <p className="max-w-prose text-sm wrap-anywhere">{version.why}</p>}
      </PageHeader>
      {version.state === 'overtaken' && <Notice tone="warn">{t('overtaken')}</Notice>}
      {version.state === 'coming' && version.effectiveFrom !== null && (
        <Notice>
          {t('coming.from', { version: version.version, date: dateWords(version.effectiveFrom, locale) })}
        </Notice>
      )}
      {other !== null && (
        <Card aria-labelledby="changes">
          <CardHeader className="gap-3 pb-3">
            <CardTitle id="changes">{t('compare.title')}</CardTitle>
            <FilterForm
              label={t('compare.against')}
              action={`/admin/policy/versions/${version.version}`}
              ask={other.version}
              className="max-w-md"
              show={t('compare.show')}
            >
              <FilterChoice
                name="against"
                label={t('compare.against')}
                chosen={String(other.version)}
                choices={others.map((each) => ({
                  value: String(each.version),
                  name: t('version', { version: each.version }),
                }))}
              />
            </FilterForm>
          </CardHeader>
          {changes.length === 0 ? (
            <CardContent className="text-sm text-muted-foreground">{t('compare.none')}</CardContent>
          ) : (
            <PolicyChanges
              changes={changes}
              label={t('compare.title')}
              before={t('compare.before', { version: other.version })}
              after={title}
            />
          )}
        </Card>
      )}
      <Card aria-labelledby="values">
        <CardHeader>
          <CardTitle id="values">{t('in_force.values')}</CardTitle>
        </CardHeader>
        <CardContent>
          <PolicyValues policy={version.policy} />
        </CardContent>
      </Card>
      {mayDo(actor, 'policy.draft') && (
        <details>
          <summary className="inline-flex h-10 w-fit list-none items-center rounded-md border border-input bg-card px-4 text-sm font-medium hover:bg-muted [&::-webkit-details-marker]:hidden">
            {t('make_from')}
          </summary>
          <PolicyForm
            id="new"
            action={makeDraftAction}
            about={{ submission: randomUUID(), origin: `version ${version.version}` }}
            className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-card p-4"
          >
            <TextField
              name="name"
              label={t('drafts.new_name')}
              hint={t('drafts.new_name_hint')}
              example={t('drafts.new_name_example')}
              maxLength={200}
            />
            <Submit pending={t('drafts.making')}>{t('drafts.make')}</Submit>
          </PolicyForm>
        </details>
      )}
    </div>
  );
}
