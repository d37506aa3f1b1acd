import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { refusedCount } from '@/engine/imports';
import type { ImportView } from '@/services/imports/get-import';
import { Refresh } from '../../runs/refresh';
import { stopAction } from '../actions';
import { ImportForm } from '../import-form';

/** A file that is being checked or recorded: how far it is, and stopping it. It looks again by itself. */
export function Progress({ view }: { view: ImportView }) {
  const t = useTranslations('imports.progress');
  const locale = useLocale();
  const { row, ahead } = view;
  const { status, linesRead, linesTotal, bytesRead, fileBytes, recorded } = row;
  const isRecording = status === 'recording';
  const number = new Intl.NumberFormat(locale);
  const share =
    isRecording && linesTotal !== null && linesTotal > 0 ? linesRead / linesTotal : bytesRead / fileBytes;
  const percent = Math.min(100, Math.floor(100 * share));
  const text =
    isRecording && linesTotal !== null
      ? t('of_lines', { read: number.format(linesRead), total: number.format(linesTotal) })
      : t('lines', { read: number.format(linesRead) });
  const what = t(isRecording ? 'recording' : 'checking');
  return (
    <Card aria-labelledby="progress">
      <CardHeader>
        <CardTitle id="progress">{ahead > 0 ? t('waiting') : what}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <Refresh />
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
        {ahead > 0 ? (
          <p className="text-sm text-muted-foreground">{t('ahead', { count: ahead })}</p>
        ) : (
          <div className="flex flex-col gap-1.5">
            <div
              role="progressbar"
              aria-label={what}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={percent}
              aria-valuetext={text}
              className="h-3 overflow-hidden rounded-full border border-input bg-muted"
            >
              <div
                className="h-full bg-primary transition-[width] duration-500"
                style={{ width: `${percent}%` }}
              />
            </div>
            <p className="text-sm tabular-nums">{text}</p>
            {isRecording && recorded !== null && (
              <p className="text-sm tabular-nums text-muted-foreground">
                {t('so_far', {
                  ...{ applied: recorded.applied, waits: recorded.parked, known: recorded.duplicate },
                  refused: refusedCount(recorded),
                })}
              </p>
            )}
            <p className="text-sm text-muted-foreground">{t('may_leave')}</p>
          </div>
        )}
        <details>
          <summary className="inline-flex h-8 w-fit list-none items-center rounded-md border border-input bg-card px-3 text-sm font-medium hover:bg-muted [&::-webkit-details-marker]:hidden">
            {t('stop')}
          </summary>
          <ImportForm
            action={stopAction}
            about={{ submission: randomUUID(), import: row.importId }}
            submit={t('stop_submit')}
            pending={t('pending')}
            tone="danger"
            className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-background p-4"
          >
            <p className="text-sm">{t(isRecording ? 'stop_recording' : 'stop_checking')}</p>
          </ImportForm>
        </details>
      </CardContent>
    </Card>
  );
}
