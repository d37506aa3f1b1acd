import { useLocale, useTranslations } from 'next-intl';
import { instantWords } from '@/components/instant-words';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { RunPage } from '@/services/runs/get-run';
import { useStarterWords } from '../use-starter-words';

/** Who began the run and who went on with it, and what was recorded on its day. */
export function Starts({ run }: { run: RunPage }) {
  const t = useTranslations('runs.run');
  const locale = useLocale();
  const starter = useStarterWords();
  return (
    <Card aria-labelledby="starts">
      <CardHeader className="pb-0 sm:pb-0">
        <CardTitle id="starts">{t('starts.title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3 text-sm">
        {run.starts.length === 0 ? (
          <p>{t('starts.none')}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {run.starts.map(({ at, by, isContinued }) => {
              const { date, time } = instantWords(at, locale, run.timezone);
              return (
                <li key={at.getTime()} className="flex flex-wrap gap-x-3">
                  <span className="text-muted-foreground tabular-nums">
                    {date}, {time}
                  </span>
                  {t(isContinued ? 'starts.went_on' : 'starts.began', { by: starter(by) })}
                </li>
              );
            })}
          </ul>
        )}
        <p className="text-muted-foreground">
          {t(run.isOpenDay ? 'facts_open' : 'facts', { count: run.facts })}
        </p>
      </CardContent>
    </Card>
  );
}
