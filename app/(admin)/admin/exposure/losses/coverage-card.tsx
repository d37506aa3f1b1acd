import { useLocale, useTranslations } from 'next-intl';
import { type ErrorBar, ErrorBars } from '@/components/chart/error-bars';
import { Money } from '@/components/money';
import { percentText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { FEW_CASES, type Share } from '@/engine/interval';
import type { Coverage, CoveragePart } from '@/services/exposure/get-coverage';
import { ExportLink } from '../../export-link';
import { addressOf } from '../address';

interface Line extends CoveragePart {
  id: string;
  name: string;
}

/** Whole percents say as much as such shares are worth. */
const rounded = (bps: number) => Math.round(bps / 100) * 100;

function useShareWords(): (share: Share) => string {
  const t = useTranslations('exposure.coverage');
  const locale = useLocale();
  const percent = (bps: number) => percentText(rounded(bps), locale);
  return ({ bps, lowBps, highBps, isFew }) => {
    if (bps === null) return t('no_case');
    const words = t('share_percent', {
      ...{ percent: percent(bps), low: percent(lowBps), high: percent(highBps) },
    });
    return isFew ? t('few_words', { words }) : words;
  };
}

function Shares({ lines, title, read }: { lines: Line[]; title: string; read: (line: Line) => Share }) {
  const words = useShareWords();
  const bars = lines.map((line): ErrorBar => {
    const share = read(line);
    return { ...share, id: line.id, name: line.name, words: words(share) };
  });
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      <ErrorBars bars={bars} />
    </div>
  );
}

/** How often what was taken back was there, with error bars, and the same as a table. */
export function CoverageCard({ coverage }: { coverage: Coverage }) {
  const t = useTranslations('exposure');
  const locale = useLocale();
  const words = useShareWords();
  const { overall, byTier, byVersion, currency } = coverage;
  const lines: Line[] = [
    { ...overall, id: 'overall', name: t('coverage.overall') },
    ...byTier.map((each) => ({
      ...each,
      id: `tier ${each.tier}`,
      name: each.tier === null ? t('coverage.not_early') : t('tier', { tier: each.tier }),
    })),
    ...byVersion.map((each) => ({
      ...each,
      id: `version ${each.policyVersion}`,
      name: t('losses.version', { version: each.policyVersion }),
    })),
  ];
  const counted = ({ hits, cases }: Share) => t('coverage.share', { hits, cases });
  return (
    <Card aria-labelledby="coverage-title">
      <CardHeader className="items-start sm:flex-row sm:justify-between sm:gap-4">
        <div className="flex flex-col gap-1">
          <CardTitle id="coverage-title">{t('coverage.title')}</CardTitle>
          <CardDescription>
            {overall.all.cases === 0 ? t('coverage.none', { currency }) : t('coverage.what')}
          </CardDescription>
        </div>
        {overall.all.cases > 0 && <ExportLink href={addressOf('/losses/coverage/export', { currency })} />}
      </CardHeader>
      {overall.all.cases > 0 && (
        <>
          <CardContent className="flex flex-col gap-6">
            <Shares lines={lines} title={t('coverage.drawn')} read={({ deposit }) => deposit} />
            <Shares lines={lines} title={t('coverage.all')} read={({ all }) => all} />
            <p className="max-w-prose text-sm text-muted-foreground">
              {t('coverage.how', { few: FEW_CASES.toLocaleString(locale) })}
            </p>
          </CardContent>
          <Table label={t('coverage.label')} phone="cards">
            <TableHeader>
              <tr>
                <TableHead>{t('coverage.columns.what')}</TableHead>
                <TableHead className="text-right">{t('coverage.columns.enough')}</TableHead>
                <TableHead className="text-right">{t('coverage.columns.found')}</TableHead>
                <TableHead className="text-right">{t('coverage.columns.asked')}</TableHead>
                <TableHead className="text-right">{t('coverage.columns.gave')}</TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              {lines.map((line) => (
                <TableRow key={line.id}>
                  <TableCell className="font-medium">{line.name}</TableCell>
                  {(['deposit', 'all'] as const).map((which) => (
                    <TableCell
                      key={which}
                      label={t(`coverage.columns.${which === 'deposit' ? 'enough' : 'found'}`)}
                      className="text-right tabular-nums"
                    >
                      <span className="flex flex-col items-end">
                        {counted(line[which])}
                        <span className="text-xs text-muted-foreground">{words(line[which])}</span>
                      </span>
                    </TableCell>
                  ))}
                  <TableCell label={t('coverage.columns.asked')} className="text-right">
                    <Money minor={line.askedMinor} currency={currency} />
                  </TableCell>
                  <TableCell label={t('coverage.columns.gave')} className="text-right">
                    <Money minor={line.gaveMinor} currency={currency} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </>
      )}
    </Card>
  );
}
