import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { EnrolmentChangeShown } from '@/services/get-assessment';
import { type Ask, addressOf } from './address';

function useWhatChanged(): (change: EnrolmentChangeShown) => string {
  const t = useTranslations('assessment.changes.kind');
  return (change) => {
    const tiers = { before: change.tierBefore ?? '', after: change.tierAfter ?? '' };
    if (change.kind === 'cancelled' && change.tierBefore !== null) return t('cancelled_from', tiers);
    return t(change.kind, tiers);
  };
}

/** What has ever moved the merchant's part in early release, and what made it. */
export function Changes({
  changes,
  changesBefore,
  ask,
}: {
  changes: EnrolmentChangeShown[];
  changesBefore: string | null;
  ask: Ask;
}) {
  const t = useTranslations('assessment.changes');
  const rules = useTranslations('names');
  const locale = useLocale();
  const whatChanged = useWhatChanged();
  return (
    <Card aria-labelledby="changes" id="enrolment-changes" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="changes">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      {changes.length === 0 ? (
        <CardContent className="text-sm text-muted-foreground">{t('none')}</CardContent>
      ) : (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('date')}</TableHead>
              <TableHead>{t('what_changed')}</TableHead>
              <TableHead>{t('cause')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {changes.map((change) => (
              <TableRow key={change.changeSeq.toString()}>
                <TableCell className="whitespace-nowrap">{dateWords(change.changedOn, locale)}</TableCell>
                <TableCell label={t('what_changed')} className="font-medium max-sm:text-right">
                  {whatChanged(change)}
                </TableCell>
                <TableCell label={t('cause')}>
                  <span className="flex flex-col max-sm:items-end max-sm:text-right">
                    <span>
                      {'runOn' in change.cause ? (
                        <Link
                          href={addressOf({ ...ask, on: change.cause.runOn })}
                          className="text-primary underline underline-offset-4"
                        >
                          {t('by_run', { date: dateWords(change.cause.runOn, locale) })}
                        </Link>
                      ) : (
                        t('by_fact', {
                          id: change.cause.factId,
                          type: change.cause.type,
                          at: dateWords(change.cause.on, locale),
                        })
                      )}
                    </span>
                    <span className="text-xs text-muted-foreground">
                      {rules(`rules.${change.rule as '5' | '8' | '9'}`)},{' '}
                      {t('policy', { version: String(change.policyVersion) })}
                    </span>
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {(changesBefore !== null || ask.changesBefore !== null) && (
        <CardContent className="flex gap-3 border-t">
          {ask.changesBefore !== null && (
            <Button asChild variant="outline" size="small">
              <Link href={`${addressOf({ ...ask, changesBefore: null })}#enrolment-changes`}>
                {t('newest')}
              </Link>
            </Button>
          )}
          {changesBefore !== null && (
            <Button asChild variant="outline" size="small" className="ml-auto">
              <Link href={`${addressOf({ ...ask, changesBefore })}#enrolment-changes`}>{t('older')}</Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
