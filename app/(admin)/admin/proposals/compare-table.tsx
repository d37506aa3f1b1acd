import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';

export interface Compared {
  name: string;
  before: ReactNode;
  after: ReactNode;
  /** Whether the two differ. */
  isChanged: boolean;
}

/** How things are, beside how they would be: what changes stands out by its weight. */
export function CompareTable({ rows }: { rows: Compared[] }) {
  const t = useTranslations('proposals.follows');
  return (
    <Table label={t('compare')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('row')}</TableHead>
          <TableHead>{t('before')}</TableHead>
          <TableHead>{t('after')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map(({ name, before, after, isChanged }) => (
          <TableRow key={name}>
            <th
              scope="row"
              className="py-3 align-top font-normal text-muted-foreground max-sm:block max-sm:p-0 max-sm:pb-1"
            >
              {name}
            </th>
            <TableCell label={t('before')}>
              <span className="max-sm:text-right">{before}</span>
            </TableCell>
            <TableCell label={t('after')} className={isChanged ? 'font-semibold' : 'text-muted-foreground'}>
              <span className="max-sm:text-right">{after}</span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
