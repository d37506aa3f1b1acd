import { getLocale, getTranslations } from 'next-intl/server';
import { StepArea } from '@/components/chart/step-area';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Actor } from '@/engine/actor';
import { getTrends } from '@/services/assessments/get-trends';
import { portalDatabase } from '@/services/portal';
import { MetricTrends } from './metric-trends';
import { TrendTable } from './trend-table';

/** How the store came to be what it is: a year of every metric against its limit, of the score, of deposit and debt. */
export async function Trends({ actor, merchantId }: { actor: Actor; merchantId: string }) {
  const t = await getTranslations('assessment.trends');
  const locale = await getLocale();
  const trends = await getTrends(portalDatabase(), actor, merchantId);
  const money = trends?.money.filter(({ points }) =>
    points.some(({ depositMinor, owedMinor }) => depositMinor > 0n || owedMinor > 0n),
  );
  return (
    <>
      <Card aria-labelledby="trends-title" id="trends" className="scroll-mt-4">
        <CardHeader>
          <CardTitle id="trends-title">{t('title')}</CardTitle>
          {trends !== null && (
            <CardDescription>
              {t('what', { from: dateWords(trends.from, locale), to: dateWords(trends.to, locale) })}
            </CardDescription>
          )}
        </CardHeader>
        <CardContent className="flex flex-col gap-4">
          {trends === null || trends.points.length < 2 ? (
            <p className="text-sm text-muted-foreground">{t('none')}</p>
          ) : (
            <>
              <MetricTrends trends={trends} />
              <details>
                <summary className="w-fit cursor-pointer rounded text-sm font-medium text-primary">
                  {t('table')}
                </summary>
                <div className="pt-2">
                  <TrendTable points={trends.points} />
                </div>
              </details>
            </>
          )}
        </CardContent>
      </Card>
      {money?.map(({ currency, points }) => (
        <Card key={currency} aria-label={t('money', { currency })}>
          <CardHeader>
            <CardTitle>{t('money', { currency })}</CardTitle>
            <CardDescription>{t('money_what')}</CardDescription>
          </CardHeader>
          <CardContent className="grid gap-5 lg:grid-cols-2">
            <div className="flex flex-col gap-2">
              <h3 className="text-sm font-medium">{t('deposit')}</h3>
              <StepArea
                points={points.map(({ on, depositMinor }) => ({ on, minor: depositMinor }))}
                currency={currency}
              />
            </div>
            <div className="flex flex-col gap-2">
              <h3 className="text-sm font-medium">{t('owed')}</h3>
              {points.some(({ owedMinor }) => owedMinor > 0n) ? (
                <StepArea
                  points={points.map(({ on, owedMinor }) => ({ on, minor: owedMinor }))}
                  currency={currency}
                  look="owed"
                />
              ) : (
                <p className="text-sm text-muted-foreground">{t('never_owed')}</p>
              )}
            </div>
            <details className="lg:col-span-2">
              <summary className="w-fit cursor-pointer rounded text-sm font-medium text-primary">
                {t('money_table')}
              </summary>
              <div className="pt-2">
                <Table label={t('money', { currency })}>
                  <TableHeader>
                    <TableRow>
                      <TableHead>{t('month')}</TableHead>
                      <TableHead className="text-right">{t('deposit')}</TableHead>
                      <TableHead className="text-right">{t('owed')}</TableHead>
                    </TableRow>
                  </TableHeader>
                  <TableBody>
                    {points
                      .filter(({ on }, index) => points[index + 1]?.on.slice(0, 7) !== on.slice(0, 7))
                      .map(({ on, depositMinor, owedMinor }) => (
                        <TableRow key={on}>
                          <TableCell>
                            <DateText date={on} />
                          </TableCell>
                          <TableCell className="text-right">
                            <Money minor={depositMinor} currency={currency} />
                          </TableCell>
                          <TableCell className="text-right">
                            <Money minor={owedMinor} currency={currency} />
                          </TableCell>
                        </TableRow>
                      ))}
                  </TableBody>
                </Table>
              </div>
            </details>
          </CardContent>
        </Card>
      ))}
    </>
  );
}
