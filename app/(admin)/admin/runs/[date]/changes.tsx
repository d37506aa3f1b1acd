import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { RunChange, RunPage } from '@/services/runs/get-run';
import { runAddress } from '../address';

function useWords(): (change: RunChange) => string {
  const t = useTranslations('assessment.changes.kind');
  return ({ kind, tierBefore, tierAfter }) => {
    const values = { before: tierBefore ?? '', after: tierAfter ?? '' };
    return t(kind === 'cancelled' && tierBefore !== null ? 'cancelled_from' : kind, values);
  };
}

/** The stores whose part in early release the run changed. */
export function Changes({ run: { runOn, changes } }: { run: RunPage }) {
  const t = useTranslations('runs.run.changes');
  const words = useWords();
  return (
    <Card aria-labelledby="changes-title" id="changes" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="changes-title">{t('title')}</CardTitle>
      </CardHeader>
      {changes.rows.length === 0 ? (
        <CardContent className="pt-0 sm:pt-0">
          <p className="text-sm">{t('none')}</p>
        </CardContent>
      ) : (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('store')}</TableHead>
              <TableHead>{t('what')}</TableHead>
              <TableHead>{t('now')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {changes.rows.map((change) => (
              <TableRow key={`${change.merchantId} ${change.attempt} ${change.kind}`}>
                <TableHead
                  scope="row"
                  className="py-3 font-normal text-foreground max-sm:block max-sm:px-0 max-sm:first:pl-0"
                >
                  <Link
                    href={`/admin/assessments/${encodeURIComponent(change.merchantId)}?on=${runOn}`}
                    className="text-primary underline underline-offset-4"
                  >
                    {change.merchantName ?? change.merchantId}
                  </Link>
                </TableHead>
                <TableCell label={t('what')}>{words(change)}</TableCell>
                <TableCell label={t('now')}>
                  <EnrolmentBadge enrolment={change.enrolmentAfter} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {changes.next !== null && (
        <nav aria-label={t('paging')} className="flex px-4 pb-4 sm:px-5">
          <Button asChild variant="outline" size="small" className="ml-auto">
            <Link href={runAddress(runOn, { changes: changes.next }, '#changes')}>{t('more')}</Link>
          </Button>
        </nav>
      )}
    </Card>
  );
}
