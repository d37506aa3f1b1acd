import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { refusedCount } from '@/engine/imports';
import type { NamedImport } from '@/services/imports/list-imports';
import { InstantText } from '../payouts/instant-text';
import { importAddress } from './address';
import { StatusBadge } from './status-badge';
import { useSizeWords } from './use-size-words';

/** What a file would come to, or came to, in a line or two. */
function Counts({ row }: { row: NamedImport['row'] }) {
  const t = useTranslations('imports.list');
  const { checked, recorded, linesRead, status } = row;
  if (status === 'checking') return <span>{t('lines_read', { count: linesRead })}</span>;
  const counts = recorded ?? checked?.counts;
  if (counts === undefined) return <span className="text-muted-foreground">{t('nothing_yet')}</span>;
  const refused = refusedCount(counts);
  return (
    <span className="flex flex-col max-sm:items-end">
      <span className="tabular-nums">
        {t(recorded === null ? 'would' : 'did', { applied: counts.applied })}
      </span>
      <span className="text-xs text-muted-foreground tabular-nums">
        {t('others', { waits: counts.parked, known: counts.duplicate, refused })}
      </span>
    </span>
  );
}

/** The files that were brought. */
export function ImportTable({ imports, timezone }: { imports: NamedImport[]; timezone: string }) {
  const t = useTranslations('imports.list');
  const size = useSizeWords();
  const number = new Intl.NumberFormat(useLocale());
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('columns.file')}</TableHead>
          <TableHead>{t('columns.status')}</TableHead>
          <TableHead className="text-right">{t('columns.lines')}</TableHead>
          <TableHead>{t('columns.counts')}</TableHead>
          <TableHead>{t('columns.made')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {imports.map(({ row, madeByName }) => (
          <TableRow key={row.importId}>
            <TableCell label={t('columns.file')}>
              <span className="flex min-w-0 flex-col max-sm:items-end">
                <Link
                  href={importAddress(row.importId)}
                  prefetch={false}
                  className="font-medium wrap-anywhere text-primary underline underline-offset-2 hover:no-underline"
                >
                  <bdi>{row.fileName}</bdi>
                </Link>
                <span className="text-xs text-muted-foreground">{size(row.fileBytes)}</span>
              </span>
            </TableCell>
            <TableCell label={t('columns.status')}>
              <StatusBadge status={row.status} />
            </TableCell>
            <TableCell label={t('columns.lines')} className="tabular-nums sm:text-right">
              {row.linesTotal === null ? t('unknown') : number.format(row.linesTotal)}
            </TableCell>
            <TableCell label={t('columns.counts')}>
              <Counts row={row} />
            </TableCell>
            <TableCell label={t('columns.made')}>
              <span className="flex flex-col max-sm:items-end">
                <InstantText at={row.madeAt} timezone={timezone} />
                <span className="text-xs text-muted-foreground">{madeByName}</span>
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
