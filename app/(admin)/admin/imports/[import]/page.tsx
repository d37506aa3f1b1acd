import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { instantWords } from '@/components/instant-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { Actor } from '@/engine/actor';
import type { ImportView } from '@/services/imports/get-import';
import { listFindings } from '@/services/imports/list-findings';
import { portalDatabase } from '@/services/portal';
import { checkAction, recordAction, removeFileAction } from '../actions';
import { type FindingsShown, importAddress, PATH, readShown } from '../address';
import { ImportForm } from '../import-form';
import { StatusBadge } from '../status-badge';
import { useSizeWords } from '../use-size-words';
import { CheckedFile } from './check-result';
import { Columns } from './columns';
import { Counts } from './counts';
import { Findings } from './findings';
import { importOf } from './import';
import { Progress } from './progress';

const FINDINGS_PER_PAGE = 50;
const summary =
  'inline-flex min-h-8 w-fit list-none items-center rounded-md border border-input bg-card px-3 py-1 text-sm font-medium hover:bg-muted [&::-webkit-details-marker]:hidden';

export async function generateMetadata({ params }: PageProps<'/admin/imports/[import]'>): Promise<Metadata> {
  await requireActor('imports.read');
  const view = await importOf((await params).import);
  const t = await getTranslations('imports');
  return { title: view === null ? t('title') : t('document_title', { name: view.row.fileName }) };
}

/** Who brought it, when, and which file it is. */
function About({ view, made }: { view: ImportView; made: string }) {
  const size = useSizeWords();
  const { row, madeByName } = view;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
      <StatusBadge status={row.status} />
      <span>{`${madeByName}, ${made}`}</span>
      <span>{`${row.format.toUpperCase()}, ${size(row.fileBytes)}`}</span>
      <code className="text-xs break-all">{`SHA-256 ${row.fileHash.slice(0, 16)}…`}</code>
    </div>
  );
}

/** What one should know first. */
async function Notices({ view, when }: { view: ImportView; when: (at: Date | null) => string }) {
  const t = await getTranslations('imports.notices');
  const { row, same } = view;
  const known = ['broken_gzip', 'too_much', 'too_many_lines', 'may_no_longer'] as const;
  const error = known.find((each) => each === row.error);
  return (
    <>
      {same !== null && (
        <Notice tone="warn">
          {t(same.row.recorded === null ? 'same' : 'same_recorded', {
            ...{ name: same.madeByName, at: when(same.row.madeAt) },
          })}{' '}
          <Link href={importAddress(same.row.importId)} className="underline underline-offset-4">
            {t('see_same')}
          </Link>
        </Notice>
      )}
      {row.status === 'failed' && (
        <Notice tone="bad">
          <p className="font-medium">{error === undefined ? t('failed') : t(`errors.${error}`)}</p>
          {error === undefined && <p className="mt-1 font-mono text-xs break-all">{row.error}</p>}
          {row.recordedBy !== null && <p className="mt-1">{t('failed_stays')}</p>}
        </Notice>
      )}
      {row.status === 'stopped' && (
        <Notice tone="warn">{t('stopped', { name: view.stoppedByName ?? '', at: when(row.endedAt) })}</Notice>
      )}
      {row.removedAt !== null && (
        <Notice>
          {row.removedBy === null
            ? t('removed_by_itself', { at: when(row.removedAt) })
            : t('removed', { name: view.removedByName ?? '', at: when(row.removedAt) })}
        </Notice>
      )}
    </>
  );
}

/** What became of the lines, and going on where it did not come to the end. */
async function Recorded({ view, ended }: { view: ImportView; ended: string }) {
  const t = await getTranslations('imports.recorded');
  const { row, recordedByName } = view;
  const { recorded, status, linesTotal } = row;
  if (recorded === null) return null;
  const isWhole = status === 'recorded';
  return (
    <Card aria-labelledby="recorded">
      <CardHeader>
        <CardTitle id="recorded">{t(isWhole ? 'title' : 'title_part')}</CardTitle>
        <CardDescription className="max-w-prose text-pretty">
          {isWhole
            ? t('by', { name: recordedByName ?? '', at: ended })
            : t('part', { name: recordedByName ?? '', read: row.linesRead, total: linesTotal ?? 0 })}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        <Counts counts={recorded} words="did" />
        {recorded.rejected + recorded.bad > 0 && isWhole && (
          <p className="max-w-prose text-sm text-pretty">{t('mend')}</p>
        )}
        {(status === 'stopped' || status === 'failed') && row.removedAt === null && (
          <ImportForm
            action={recordAction}
            about={{ submission: randomUUID(), import: row.importId }}
            submit={t('go_on')}
            pending={t('pending')}
          />
        )}
      </CardContent>
    </Card>
  );
}

/** The findings of the last thing that was done, once that is over or as far as it is. */
async function Found({ actor, view, shown }: { actor: Actor; view: ImportView; shown: FindingsShown }) {
  const { row, phase } = view;
  const counts = phase === 'record' ? row.recorded : (row.checked?.counts ?? null);
  if (counts === null || row.status === 'checking') return null;
  const page = await listFindings(portalDatabase(), actor, {
    ...{ importId: row.importId, phase, limit: FINDINGS_PER_PAGE },
    ...shown,
  });
  return <Findings view={view} counts={counts} shown={shown} page={page} />;
}

async function CheckAgain({ view }: { view: ImportView }) {
  const t = await getTranslations('imports.check');
  return (
    <Card aria-labelledby="check">
      <CardHeader>
        <CardTitle id="check">{t('title')}</CardTitle>
        <CardDescription className="max-w-prose text-pretty">{t('what')}</CardDescription>
      </CardHeader>
      <CardContent>
        <ImportForm
          action={checkAction}
          about={{ submission: randomUUID(), import: view.row.importId, columns: '0' }}
          submit={t('submit')}
          pending={t('pending')}
        />
      </CardContent>
    </Card>
  );
}

async function Remove({ view }: { view: ImportView }) {
  const t = await getTranslations('imports.remove');
  return (
    <details>
      <summary className={summary}>{t('open')}</summary>
      <ImportForm
        action={removeFileAction}
        about={{ submission: randomUUID(), import: view.row.importId }}
        submit={t('submit')}
        pending={t('pending')}
        tone="danger"
        className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-card p-4"
      >
        <p className="text-sm text-pretty">
          {t(view.row.status === 'recorded' ? 'follows' : 'follows_unrecorded')}
        </p>
      </ImportForm>
    </details>
  );
}

/** A file that was brought: its columns, its check, its recording. It works without a script, by reading it again. */
export default async function Import({ params, searchParams }: PageProps<'/admin/imports/[import]'>) {
  await connection();
  const actor = await requireActor('imports.read');
  const view = await importOf((await params).import);
  if (view === null) notFound();
  const t = await getTranslations('imports');
  const locale = await getLocale();
  const when = (at: Date | null) => {
    if (at === null) return '';
    const { date, time } = instantWords(at, locale, view.timezone);
    return `${date} ${time.slice(0, 5)}`;
  };
  const { row, named } = view;
  const isUnderWay = row.status === 'checking' || row.status === 'recording';
  const isThere = row.removedAt === null;
  const mayBeChecked = isThere && !isUnderWay && row.recordedBy === null;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={row.fileName} above={[{ href: PATH, title: t('title') }]}>
        <About view={view} made={when(row.madeAt)} />
      </PageHeader>
      <Notices view={view} when={when} />
      {isUnderWay && <Progress view={view} />}
      {row.status === 'checked' && row.checked !== null && isThere && (
        <CheckedFile view={view} checked={row.checked} />
      )}
      {row.status !== 'recording' && row.recordedBy !== null && (
        <Recorded view={view} ended={when(row.endedAt)} />
      )}
      {mayBeChecked && row.status !== 'checked' && named !== null && <Columns view={view} named={named} />}
      {mayBeChecked && row.status !== 'checked' && named === null && <CheckAgain view={view} />}
      <Found actor={actor} view={view} shown={readShown(await searchParams)} />
      {mayBeChecked && row.status === 'checked' && named !== null && (
        <details>
          <summary className={summary}>{t('columns.again')}</summary>
          <div className="mt-3 flex flex-col gap-5">
            <Columns view={view} named={named} />
          </div>
        </details>
      )}
      {mayBeChecked && row.status === 'checked' && (
        <details>
          <summary className={summary}>{t('check.again')}</summary>
          <div className="mt-3">
            <CheckAgain view={view} />
          </div>
        </details>
      )}
      {isThere && !isUnderWay && <Remove view={view} />}
    </div>
  );
}
