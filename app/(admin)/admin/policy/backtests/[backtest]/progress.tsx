import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { BacktestView } from '@/services/policy/get-backtest';
import { stopBacktestAction } from '../../actions';
import { PolicyForm, Submit } from '../../policy-form';
import { Refresh } from './refresh';

/** A backtest that waits or is being played: how far it is, and stopping it. It looks again by itself. */
export function Progress({ view, mayStop }: { view: BacktestView; mayStop: boolean }) {
  const t = useTranslations('backtests');
  const locale = useLocale();
  const { backtest, timezone } = view;
  const { factsPlayed, factsToPlay, status, startedAt, fromOn, toOn } = backtest;
  const isCounted = factsToPlay > 0;
  const plain = new Intl.NumberFormat(locale);
  const text = isCounted
    ? t('running.played', { played: plain.format(factsPlayed), toPlay: plain.format(factsToPlay) })
    : t('running.counting');
  const at = startedAt === null ? null : instantWords(startedAt, locale, timezone);
  return (
    <Card aria-labelledby="progress">
      <CardHeader>
        <CardTitle id="progress">{t(status === 'waiting' ? 'waiting.title' : 'running.title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <Refresh />
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
        {status === 'waiting' ? (
          <p className="text-sm text-muted-foreground">{t('waiting.what')}</p>
        ) : (
          <div className="flex flex-col gap-1.5">
            <div
              role="progressbar"
              aria-label={t('running.progress', {
                from: dateWords(fromOn, locale),
                to: dateWords(toOn, locale),
              })}
              aria-valuemin={0}
              aria-valuemax={isCounted ? factsToPlay : undefined}
              aria-valuenow={isCounted ? factsPlayed : undefined}
              aria-valuetext={text}
              className="h-3 overflow-hidden rounded-full border border-input bg-muted"
            >
              <div
                className="h-full bg-primary transition-[width] duration-500"
                style={{ width: isCounted ? `${(100 * factsPlayed) / factsToPlay}%` : 0 }}
              />
            </div>
            <p className="text-sm tabular-nums">{text}</p>
            {at !== null && (
              <p className="text-sm text-muted-foreground">
                {t('running.what', { at: `${at.date} ${at.time}` })}
              </p>
            )}
          </div>
        )}
        {mayStop && (
          <details>
            <summary className="inline-flex h-8 w-fit list-none items-center rounded-md border border-input bg-card px-3 text-sm font-medium hover:bg-muted [&::-webkit-details-marker]:hidden">
              {t('stop.open')}
            </summary>
            <PolicyForm
              id="stop"
              action={stopBacktestAction}
              about={{ submission: randomUUID(), backtest: backtest.backtestId }}
              className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-background p-4"
            >
              <p className="text-sm">{t('stop.follows')}</p>
              <Submit tone="danger" pending={t('stop.pending')}>
                {t('stop.submit')}
              </Submit>
            </PolicyForm>
          </details>
        )}
      </CardContent>
    </Card>
  );
}
