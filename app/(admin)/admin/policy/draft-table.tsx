import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { instantWords } from '@/components/instant-words';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { DraftListed } from '@/services/policy/get-draft';

/** The drafts that are being worked on. */
export function DraftTable({ drafts, timezone }: { drafts: DraftListed[]; timezone: string }) {
  const t = useTranslations('policy');
  const locale = useLocale();
  return (
    <Table label={t('drafts.title')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('drafts.name')}</TableHead>
          <TableHead>{t('drafts.differs')}</TableHead>
          <TableHead>{t('drafts.changed')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {drafts.map((draft) => {
          const at = instantWords(draft.changedAt, locale, timezone);
          return (
            <TableRow key={draft.draftId}>
              <TableCell>
                <Link
                  href={`/admin/policy/drafts/${draft.draftId}`}
                  className="font-medium wrap-anywhere text-primary underline underline-offset-4"
                >
                  {draft.name}
                </Link>
              </TableCell>
              <TableCell label={t('drafts.differs')}>
                {draft.changes.length === 0
                  ? t('drafts.same')
                  : t('list.changes_count', { count: draft.changes.length })}
              </TableCell>
              <TableCell label={t('drafts.changed')} className="text-muted-foreground">
                {t('drafts.changed_by', { name: draft.changedBy, at: `${at.date} ${at.time.slice(0, 5)}` })}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
