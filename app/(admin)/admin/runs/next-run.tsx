import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Card, CardContent } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import type { CalendarDate } from '@/engine/calendar';
import type { RunShown } from '@/services/list-runs';
import type { NextRun as Next } from '@/services/start-next-run';
import { instantWords } from './instant-words';
import { Refresh } from './refresh';
import { StartForm } from './start-form';

const MS_PER_HOUR = 3_600_000;
const HOURS_PER_DAY = 24;

/** How far a run has come. */
function Progress({ run }: { run: RunShown }) {
  const t = useTranslations('runs.next');
  const locale = useLocale();
  const { merchantsVisited: visited, merchantsToVisit: toVisit } = run;
  const isCounted = toVisit > 0;
  const text = isCounted ? t('visited', { visited, toVisit }) : t('preparing');
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label={t('progress', { date: dateWords(run.runOn, locale) })}
        aria-valuemin={0}
        aria-valuemax={isCounted ? toVisit : undefined}
        aria-valuenow={isCounted ? visited : undefined}
        aria-valuetext={text}
        className="h-3 overflow-hidden rounded-full border border-input bg-muted"
      >
        <div
          className="h-full bg-primary transition-[width] duration-500"
          style={{ width: isCounted ? `${(100 * visited) / toVisit}%` : 0 }}
        />
      </div>
      <p className="text-sm tabular-nums">{text}</p>
    </div>
  );
}

function useWhenDue(next: Next, now: Date): string {
  const t = useTranslations('runs.next');
  const locale = useLocale();
  const hours = Math.floor((next.opensAt.getTime() - now.getTime()) / MS_PER_HOUR);
  const wait =
    hours < 2 * HOURS_PER_DAY
      ? t('in_hours', { hours })
      : t('in_days', { days: Math.floor(hours / HOURS_PER_DAY) });
  return t('not_due', { date: dateWords(next.date, locale), timezone: next.timezone, in: wait });
}

function stateOf(next: Next): 'offered' | 'under_way' | 'not_due' {
  if (next.isUnderWay) return 'under_way';
  return next.isDue ? 'offered' : 'not_due';
}

function buttonOf(next: Next): 'button' | 'button_continue' | 'button_not_due' {
  if (next.isUnfinished) return 'button_continue';
  return next.isDue ? 'button' : 'button_not_due';
}

interface NextRunProps {
  next: Next;
  unfinished: RunShown | null;
  /** The date of the latest run that is done. */
  done: CalendarDate | null;
  /** Whether whoever looks may start it. */
  mayStart: boolean;
  now: Date;
}

/** The run that comes next, or is under way, or was left: what it will do, and the button. */
export function NextRun({ next, unfinished, done, mayStart, now }: NextRunProps) {
  const t = useTranslations('runs.next');
  const answers = useTranslations('runs.answers');
  const locale = useLocale();
  const whenDue = useWhenDue(next, now);
  const { isUnderWay, isUnfinished } = next;
  const near = dateWords(next.date, locale, next.today);
  const isLeft = isUnfinished && !isUnderWay;
  const title = isUnderWay ? t('title_running') : t(isLeft ? 'title_left' : 'title');
  const at = (instant: Date) => instantWords(instant, locale, next.timezone);
  return (
    <Card aria-labelledby="next-run">
      <CardContent className="flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <h2 id="next-run" className="text-sm text-muted-foreground">
            {title}
          </h2>
          <p className="text-2xl font-semibold tabular-nums">
            <DateText date={next.date} today={next.today} />
          </p>
        </div>
        {isUnderWay && (
          <>
            <Refresh />
            <noscript>
              <meta httpEquiv="refresh" content="2" />
            </noscript>
          </>
        )}
        {unfinished !== null && <Progress run={unfinished} />}
        {isUnderWay && unfinished !== null && (
          <p className="max-w-prose text-sm text-muted-foreground">
            {t('running', { at: at(unfinished.startedAt) })}
          </p>
        )}
        {isLeft && unfinished !== null && (
          <Notice tone="warn">
            <p>{t('left', { at: at(unfinished.touchedAt) })}</p>
            {unfinished.error !== null && (
              <details className="mt-2">
                <summary className="font-medium">{t('error')}</summary>
                <p className="mt-1 font-mono text-xs break-all">{unfinished.error.slice(0, 1000)}</p>
              </details>
            )}
          </Notice>
        )}
        {!isUnfinished && (
          <div className="flex max-w-prose flex-col gap-1 text-sm text-muted-foreground">
            {next.isDue ? <p>{t('due')}</p> : <p>{whenDue}</p>}
            {next.isDue && next.daysDue > 1 && (
              <p>{t('due_more', { count: next.daysDue, today: dateWords(next.today, locale) })}</p>
            )}
            {next.newPolicyVersion !== null && (
              <p className="font-medium text-foreground">
                {t('new_policy', { version: String(next.newPolicyVersion) })}
              </p>
            )}
          </div>
        )}
        {mayStart ? (
          <StartForm
            date={next.date}
            label={t(buttonOf(next), { date: near })}
            labelStarting={t('starting')}
            state={stateOf(next)}
            done={
              done === null ? null : { date: done, text: answers('done', { date: dateWords(done, locale) }) }
            }
          />
        ) : (
          <p className="max-w-prose text-sm text-muted-foreground">{t('not_yours')}</p>
        )}
      </CardContent>
    </Card>
  );
}
