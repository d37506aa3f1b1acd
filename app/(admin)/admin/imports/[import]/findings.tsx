import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type LineCounts, MOST_FINDINGS, refusedCount } from '@/engine/imports';
import type { ImportView } from '@/services/imports/get-import';
import type { FindingPage, FindingRow } from '@/services/imports/list-findings';
import { ExportLink } from '../../export-link';
import { type FindingsShown, findingsFileAddress, importAddress } from '../address';
import { codeWord, useReasonWords } from '../finding-words';

const MOST_SHOWN = 400;

function Rows({ findings, isRemoved }: { findings: FindingRow[]; isRemoved: boolean }) {
  const t = useTranslations('imports.findings');
  const codes = useTranslations('imports.codes');
  const reason = useReasonWords();
  const number = new Intl.NumberFormat(useLocale());
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead className="text-right">{t('line')}</TableHead>
          <TableHead>{t('why')}</TableHead>
          <TableHead>{t('text')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {findings.map((finding) => (
          <TableRow key={finding.line}>
            <TableCell label={t('line')} className="align-top tabular-nums sm:text-right">
              {number.format(finding.line)}
            </TableCell>
            <TableCell label={t('why')} className="align-top max-sm:flex-col max-sm:items-start max-sm:gap-1">
              <span className="flex max-w-md flex-col gap-1">
                <Badge tone={finding.code === 'parked' ? 'warn' : 'bad'}>
                  {codes(codeWord(finding.code))}
                </Badge>
                <span className="text-sm text-pretty wrap-anywhere">{reason(finding.reason)}</span>
              </span>
            </TableCell>
            <TableCell
              label={t('text')}
              className="align-top max-sm:flex-col max-sm:items-start max-sm:gap-1"
            >
              {isRemoved ? (
                <span className="text-muted-foreground">{t('removed')}</span>
              ) : (
                <code className="text-xs break-all whitespace-pre-wrap">
                  <bdi>
                    {finding.text.slice(0, MOST_SHOWN)}
                    {finding.text.length > MOST_SHOWN && '…'}
                  </bdi>
                </code>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The lines that came to nothing, or wait: which, why, and as they stand in the file. */
export function Findings({
  view,
  counts,
  shown,
  page,
}: {
  view: ImportView;
  counts: LineCounts;
  shown: FindingsShown;
  page: FindingPage;
}) {
  const t = useTranslations('imports.findings');
  const { row, phase, listed } = view;
  const number = new Intl.NumberFormat(useLocale());
  const all = listed.reduce((sum, { count }) => sum + count, 0);
  const isCut = all >= MOST_FINDINGS;
  const named = (choice: FindingsShown['choice'], count: number) => ({
    href: importAddress(row.importId, { choice }, '#findings'),
    name: t(`choice.${choice}`, { count: number.format(count) }),
    isChosen: shown.choice === choice,
  });
  return (
    <Card aria-labelledby="findings">
      <CardHeader className="flex-row flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <CardTitle id="findings">{t('title')}</CardTitle>
          <CardDescription className="max-w-prose text-pretty">
            {t(phase === 'check' ? 'what_check' : 'what_record')}
            {isCut && ` ${t('cut', { most: MOST_FINDINGS })}`}
          </CardDescription>
        </div>
        <div className="flex flex-wrap items-center gap-3">
          {counts.parked > 0 && (
            <ChoiceLinks
              label={t('choose')}
              choices={[named('refused', refusedCount(counts)), named('waits', counts.parked)]}
            />
          )}
          {row.removedAt === null && page.findings.length > 0 && (
            <ExportLink href={findingsFileAddress(row.importId, shown)} />
          )}
        </div>
      </CardHeader>
      {page.findings.length === 0 ? (
        <p className="px-6 pb-6 text-sm text-muted-foreground">{t(`none.${shown.choice}`)}</p>
      ) : (
        <Rows findings={page.findings} isRemoved={row.removedAt !== null} />
      )}
      {(shown.afterLine > 0 || page.next !== null) && (
        <nav aria-label={t('paging')} className="flex gap-3 border-t p-4">
          {shown.afterLine > 0 && (
            <Button asChild variant="outline">
              <Link href={importAddress(row.importId, { choice: shown.choice }, '#findings')}>
                <ChevronLeft aria-hidden="true" />
                {t('first')}
              </Link>
            </Button>
          )}
          {page.next !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={importAddress(row.importId, { ...shown, afterLine: page.next }, '#findings')}>
                {t('further')}
                <ChevronRight aria-hidden="true" />
              </Link>
            </Button>
          )}
        </nav>
      )}
    </Card>
  );
}
