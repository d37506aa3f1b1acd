import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { instantWords } from '@/components/instant-words';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { endDraftAction, makeDraftAction } from '../../actions';
import { BacktestTable } from '../../backtest-table';
import { PolicyChanges } from '../../policy-changes';
import { PolicyForm, Submit, TextField } from '../../policy-form';
import { AskBacktest } from './ask-backtest';
import { draftOf } from './draft';
import { Propose } from './propose';

export async function generateMetadata({
  params,
}: PageProps<'/admin/policy/drafts/[draft]'>): Promise<Metadata> {
  await requireActor('policy.read');
  const view = await draftOf((await params).draft);
  return { title: view?.draft.name ?? (await getTranslations('policy'))('title') };
}

const BUTTON =
  'inline-flex h-10 w-fit list-none items-center rounded-md border border-input bg-card px-4 text-sm font-medium hover:bg-muted [&::-webkit-details-marker]:hidden';

/** A draft: what it would change, what that would have done, and publishing it. It works without a script. */
export default async function Draft({ params, searchParams }: PageProps<'/admin/policy/drafts/[draft]'>) {
  await connection();
  const actor = await requireActor('policy.read');
  const view = await draftOf((await params).draft);
  if (view === null) notFound();
  const t = await getTranslations('policy');
  const backtestWords = await getTranslations('backtests');
  const locale = await getLocale();
  const { saved } = await searchParams;
  const { draft, inForce, changes, timezone, backtests } = view;
  const instant = (at: Date) => {
    const { date, time } = instantWords(at, locale, timezone);
    return `${date} ${time.slice(0, 5)}`;
  };
  const isOpen = draft.endedAt === null;
  const mayChange = isOpen && mayDo(actor, 'policy.draft');
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={draft.name}
        above={[{ href: '/admin/policy', title: t('title') }]}
        actions={
          mayChange && (
            <Button asChild>
              <Link href={`/admin/policy/drafts/${draft.draftId}/edit`}>{t('draft.edit')}</Link>
            </Button>
          )
        }
      >
        <p className="max-w-prose text-sm text-muted-foreground">
          {t('draft.made', {
            name: draft.madeBy,
            version: draft.baseVersion,
            by: draft.changedBy,
            at: instant(draft.changedAt),
            revision: draft.revision,
          })}
        </p>
      </PageHeader>
      {saved === String(draft.revision) && (
        <Notice tone="good" role="status">
          {t('form.saved', { revision: draft.revision })}
        </Notice>
      )}
      {saved === 'same' && (
        <Notice tone="warn" role="status">
          {t('form.unchanged')}
        </Notice>
      )}
      {draft.endedAt !== null && (
        <Notice tone="warn">{t('draft.ended', { at: instant(draft.endedAt) })}</Notice>
      )}
      <Card aria-labelledby="changes">
        <CardHeader className="pb-2">
          <CardTitle id="changes">{t('draft.changes')}</CardTitle>
          <CardDescription>
            {changes.length === 0 ? t('draft.same') : t('draft.changes_what', { version: inForce.version })}
            {draft.baseVersion !== inForce.version &&
              ` ${t('draft.moved_base', { base: draft.baseVersion, version: inForce.version })}`}
          </CardDescription>
        </CardHeader>
        {changes.length === 0 ? (
          <CardContent />
        ) : (
          <PolicyChanges
            changes={changes}
            label={t('draft.changes')}
            before={t('compare.in_force', { version: inForce.version })}
            after={t('compare.draft')}
          />
        )}
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card aria-labelledby="play-again">
          <CardHeader>
            <CardTitle id="play-again">{backtestWords('ask.title')}</CardTitle>
            <CardDescription>{backtestWords('ask.what')}</CardDescription>
          </CardHeader>
          <CardContent>
            <AskBacktest actor={actor} view={view} />
          </CardContent>
        </Card>
        <Card aria-labelledby="publish">
          <CardHeader>
            <CardTitle id="publish">{t('propose.title')}</CardTitle>
            <CardDescription>{t('propose.what')}</CardDescription>
          </CardHeader>
          <CardContent>
            <Propose actor={actor} view={view} />
          </CardContent>
        </Card>
      </div>
      <Card aria-labelledby="backtests">
        <CardHeader className="pb-2">
          <CardTitle id="backtests">{backtestWords('list')}</CardTitle>
        </CardHeader>
        {backtests.length === 0 ? (
          <CardContent className="text-sm text-muted-foreground">
            {backtestWords('none_of_draft')}
          </CardContent>
        ) : (
          <BacktestTable backtests={backtests} timezone={timezone} revision={draft.revision} />
        )}
      </Card>
      {mayDo(actor, 'policy.draft') && (
        <div className="flex flex-wrap items-start gap-3">
          <details>
            <summary className={BUTTON}>{t('draft.copy')}</summary>
            <PolicyForm
              id="copy"
              action={makeDraftAction}
              about={{ submission: randomUUID(), origin: `draft ${draft.draftId}` }}
              className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-card p-4"
            >
              <TextField
                name="name"
                label={t('drafts.new_name')}
                begin={t('draft.copy_name', { name: draft.name }).slice(0, 200)}
                maxLength={200}
              />
              <Submit pending={t('drafts.making')}>{t('drafts.make')}</Submit>
            </PolicyForm>
          </details>
          {isOpen && (
            <details>
              <summary className={BUTTON}>{t('draft.end.open')}</summary>
              <PolicyForm
                id="end"
                action={endDraftAction}
                about={{ submission: randomUUID(), draft: draft.draftId }}
                className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-card p-4"
              >
                <p className="text-sm">{t('draft.end.follows')}</p>
                <Submit tone="danger" pending={t('draft.end.pending')}>
                  {t('draft.end.submit')}
                </Submit>
              </PolicyForm>
            </details>
          )}
        </div>
      )}
    </div>
  );
}
