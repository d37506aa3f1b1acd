import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { Card, CardContent } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { type CalendarDate, dateOf } from '@/engine/calendar';
import { runDueAt } from '@/engine/run-clock';
import type { RunShown } from '@/services/runs/run-shown';
import type { RunSchedule } from '@/services/runs/schedule';
import type { NextRun as Next } from '@/services/start-next-run';
import { clockWords, instantWords } from './instant-words';
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
      <SoFar run={run} />
    </div>
  );
}

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_HOUR = 60;

/** What it has done up to now, and what is left at that pace. */
function SoFar({ run }: { run: RunShown }) {
  const t = useTranslations('runs.next');
  const locale = useLocale();
  const { releases, holdsGivenBack: holds, timeLeftMs } = run;
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  const sums = run.money.flatMap(({ currency, releasedMinor, givenBackMinor }) => [
    ...(releasedMinor === 0n
      ? []
      : [t('money_released', { amount: moneyText(releasedMinor, currency, locale) })]),
    ...(givenBackMinor === 0n
      ? []
      : [t('money_back', { amount: moneyText(givenBackMinor, currency, locale) })]),
  ]);
  const minutes = Math.ceil((timeLeftMs ?? 0) / MS_PER_MINUTE);
  const time =
    minutes < 2 * MINUTES_PER_HOUR
      ? t('minutes', { minutes })
      : t('hours', { hours: Math.floor(minutes / MINUTES_PER_HOUR), minutes: minutes % MINUTES_PER_HOUR });
  return (
    <div className="flex flex-col gap-1 text-sm text-muted-foreground tabular-nums">
      <p>{t('so_far', { releases, holds })}</p>
      {sums.length > 0 && <p>{list.format(sums)}</p>}
      {timeLeftMs !== null && <p>{minutes <= 1 ? t('time_left_soon') : t('time_left', { time })}</p>}
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

/** When it starts by itself, and whether it does. */
function Schedule({
  next,
  schedule,
  isLeft,
  isFailed,
  now,
}: Pick<NextRunProps, 'next' | 'schedule' | 'now'> & { isLeft: boolean; isFailed: boolean }) {
  const t = useTranslations('runs.next');
  const locale = useLocale();
  const { timezone } = next;
  if (!schedule.isOn) return <p>{t('schedule_off')}</p>;
  if (isLeft) return <p>{isFailed ? t('schedule_retry') : t('schedule_left')}</p>;
  const dueAtMs = runDueAt(next.date, timezone, schedule.runAt);
  const values = {
    date: dateWords(dateOf(dueAtMs, timezone), locale, next.today),
    time: clockWords(new Date(dueAtMs), locale, timezone),
    timezone,
  };
  return <p>{dueAtMs <= now.getTime() ? t('schedule_due', values) : t('schedule', values)}</p>;
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
  schedule: RunSchedule;
  unfinished: RunShown | null;
  /** The date of the latest run that is done. */
  done: CalendarDate | null;
  /** Whether whoever looks may start it. */
  mayStart: boolean;
  now: Date;
}

/** The run that comes next, or is under way, or was left: what it will do, and the button. */
export function NextRun({ next, schedule, unfinished, done, mayStart, now }: NextRunProps) {
  const t = useTranslations('runs.next');
  const answers = useTranslations('runs.answers');
  const locale = useLocale();
  const whenDue = useWhenDue(next, now);
  const { isUnderWay, isUnfinished } = next;
  const near = dateWords(next.date, locale, next.today);
  const isLeft = isUnfinished && !isUnderWay;
  const isFailed = isLeft && unfinished?.error != null;
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
          <Notice tone={isFailed ? 'bad' : 'warn'}>
            <p>{t(isFailed ? 'failed' : 'left', { at: at(unfinished.touchedAt) })}</p>
            {unfinished.error !== null && (
              <>
                <p className="mt-2 font-medium">{t('error')}</p>
                <p className="mt-1 font-mono text-xs break-all">{unfinished.error.slice(0, 1000)}</p>
              </>
            )}
          </Notice>
        )}
        {!isUnderWay && (
          <div className="max-w-prose text-sm text-muted-foreground">
            <Schedule next={next} schedule={schedule} isLeft={isLeft} isFailed={isFailed} now={now} />
          </div>
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
