import { CalendarX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { connection } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { isCalendarDate } from '@/engine/calendar';
import { portalDatabase } from '@/services/portal';
import { getRun, type RunPage } from '@/services/runs/get-run';
import { portalSchedule } from '@/services/runs/schedule';
import { NextRun } from '../next-run';
import { RunMoneyTable } from '../run-money';
import { Attempts } from './attempts';
import { Changes } from './changes';
import { Left } from './left';
import { Starts } from './starts';

export async function generateMetadata({ params }: PageProps<'/admin/runs/[date]'>): Promise<Metadata> {
  await requireActor('runs.read');
  const { date } = await params;
  const t = await getTranslations('runs.run');
  if (!isCalendarDate(date)) return { title: t('not_there.title') };
  return { title: t('title', { date: dateWords(date, await getLocale()) }) };
}

async function MoneyCard({ attempts }: { attempts: RunPage['attempts'] }) {
  const t = await getTranslations('runs');
  const locale = await getLocale();
  const label = t('list.money_of', { date: dateWords(attempts[0].runOn, locale) });
  return attempts
    .filter(({ money }, index) => money.length > 0 || index === 0)
    .map(({ attempt, money }) => (
      <Card key={attempt} aria-labelledby={`money-${attempt}`}>
        <CardHeader className="pb-0 sm:pb-0">
          <CardTitle id={`money-${attempt}`}>
            {t('run.money.title')}
            {attempts.length > 1 && `: ${t('list.attempt', { attempt })}`}
          </CardTitle>
        </CardHeader>
        <CardContent>
          {money.length === 0 ? (
            <p className="text-sm text-muted-foreground">{t('run.money.none')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
            <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
              <RunMoneyTable money={money} label={label} className="text-sm max-sm:text-xs" />
            </section>
          )}
        </CardContent>
      </Card>
    ));
}

async function NotThere() {
  const t = await getTranslations('runs');
  return (
    <Card>
      <h1 className="sr-only">{t('run.not_there.title')}</h1>
      <EmptyState
        icon={CalendarX}
        title={t('run.not_there.title')}
        action={
          <Button asChild variant="outline">
            <Link href="/admin/runs">{t('title')}</Link>
          </Button>
        }
      >
        {t('run.not_there.why')}
      </EmptyState>
    </Card>
  );
}

/** It has no skeleton on purpose: a run that was left is finished here too, also without a script. */
export default async function OneRun({ params, searchParams }: PageProps<'/admin/runs/[date]'>) {
  await connection();
  const actor = await requireActor('runs.read');
  const { date } = await params;
  const asked = await searchParams;
  const textOf = (name: string) => {
    const value = asked[name];
    return typeof value === 'string' && !value.includes('\0') ? value.slice(0, 1000) : null;
  };
  const now = new Date();
  const ask = { reason: textOf('left'), currency: textOf('currency'), leftAfter: textOf('after') };
  const run = isCalendarDate(date)
    ? await getRun(portalDatabase(), actor, {
        ...{ ...ask, runOn: date, changesAfter: textOf('changes'), now },
      })
    : null;
  if (run === null) return <NotThere />;
  const t = await getTranslations('runs');
  const { next, attempts } = run;
  const latest = attempts.at(-1) ?? attempts[0];
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('run.title', { date: dateWords(run.runOn, await getLocale(), next.today) })}
        above={[{ href: '/admin/runs', title: t('title') }]}
      >
        <p className="max-w-prose text-sm text-muted-foreground">{t('run.intro')}</p>
      </PageHeader>
      {latest.status !== 'done' && (
        <NextRun
          next={next}
          schedule={portalSchedule()}
          unfinished={latest}
          done={null}
          mayStart={mayDo(actor, 'runs.start')}
          now={now}
        />
      )}
      <Attempts attempts={attempts} timezone={run.timezone} />
      <MoneyCard attempts={attempts} />
      <Left run={run} latest={latest} />
      <Changes run={run} />
      <Starts run={run} />
    </div>
  );
}
