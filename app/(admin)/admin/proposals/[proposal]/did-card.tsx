import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ProposalDid } from '@/services/proposals/get-proposal';

/** What an approval has recorded: its fact, and the entry that this made. */
export function DidCard({ did, merchantId }: { did: ProposalDid; merchantId: string | null }) {
  const t = useTranslations('proposals');
  const locale = useLocale();
  const { factId, on, entry, policyVersion } = did;
  return (
    <Card aria-labelledby="did">
      <CardHeader>
        <CardTitle id="did">{t('did.title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3 text-sm">
        {factId !== null && on !== null && (
          <p className="text-pretty wrap-anywhere">
            {t('did.fact', { id: factId, date: dateWords(on, locale) })}
          </p>
        )}
        {policyVersion !== null && (
          <Link
            href={`/admin/policy/versions/${policyVersion}`}
            className="w-fit text-primary underline underline-offset-4"
          >
            {t('did.version', { version: policyVersion })}
          </Link>
        )}
        {factId !== null && entry === null && <p>{t('did.no_entry')}</p>}
        {entry !== null && merchantId !== null && (
          <>
            <Link
              href={`/admin/assessments/${encodeURIComponent(merchantId)}/entries/${entry.entrySeq}`}
              className="w-fit text-primary underline underline-offset-4"
            >
              {t('did.entry', { number: `${entry.entrySeq}`, date: dateWords(entry.bookedOn, locale) })}
            </Link>
            <Table label={t('did.title')}>
              <TableHeader>
                <tr>
                  <TableHead>{t('follows.account')}</TableHead>
                  <TableHead className="text-right">{t('follows.change')}</TableHead>
                </tr>
              </TableHeader>
              <TableBody>
                {entry.lines.map(({ account, changeMinor }) => (
                  <TableRow key={account}>
                    <th scope="row" className="py-3 align-top font-normal">
                      {t(`accounts.${account}`)}
                    </th>
                    <TableCell className="text-right">
                      <Money minor={changeMinor} currency={entry.currency} signs="both" />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </>
        )}
      </CardContent>
    </Card>
  );
}
