import { Eye, EyeOff, Mail, MailWarning, MailX } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DateText } from '@/components/date-text';
import { instantWords } from '@/components/instant-words';
import { noticeWords, type Say } from '@/components/notice-words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Actor } from '@/engine/actor';
import { listStoreNotices, type StoreNotice } from '@/services/assessments/list-store-notices';
import { portalDatabase } from '@/services/portal';
import { type Ask, addressOf } from './address';

async function Mails({ notice, timezone }: { notice: StoreNotice; timezone: string }) {
  const t = await getTranslations('assessment.told');
  const locale = await getLocale();
  const { sent, waiting, givenUp, lastSentAt } = notice.mails;
  if (sent + waiting + givenUp === 0)
    return <span className="text-muted-foreground">{t('portal_only')}</span>;
  const at = lastSentAt === null ? '' : instantWords(lastSentAt, locale, timezone).date;
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      {sent > 0 && (
        <Badge tone="good">
          <Mail aria-hidden="true" />
          {t('sent', { count: sent, date: at })}
        </Badge>
      )}
      {waiting > 0 && (
        <Badge>
          <MailWarning aria-hidden="true" />
          {t('waiting', { count: waiting })}
        </Badge>
      )}
      {givenUp > 0 && (
        <Badge tone="bad">
          <MailX aria-hidden="true" />
          {t('given_up', { count: givenUp })}
        </Badge>
      )}
    </span>
  );
}

/** What the store was told, in its own words, and whether it got there. */
export async function Told({ actor, ask }: { actor: Actor; ask: Ask }) {
  const t = await getTranslations('assessment.told');
  const words = await getTranslations('notices');
  const reasons = await getTranslations('names.refund_reasons');
  const locale = await getLocale();
  const list = await listStoreNotices(portalDatabase(), actor, ask.merchantId, { before: ask.toldBefore });
  const wording = {
    notices: words as unknown as Say,
    refundReasons: reasons as unknown as Say,
    locale,
    timezone: list.timezone,
  };
  return (
    <Card aria-labelledby="told-title" id="told" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="told-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      {list.notices.length === 0 ? (
        <CardContent className="text-sm text-muted-foreground">
          {t(ask.toldBefore === null ? 'none' : 'end')}
        </CardContent>
      ) : (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('date')}</TableHead>
              <TableHead>{t('notice')}</TableHead>
              <TableHead>{t('read')}</TableHead>
              <TableHead>{t('mail')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {list.notices.map((notice) => (
              <TableRow key={notice.noticeSeq.toString()}>
                <TableCell className="whitespace-nowrap">
                  <DateText date={notice.happenedOn} today={list.today} />
                </TableCell>
                <TableCell label={t('notice')} className="max-sm:text-right">
                  {noticeWords(wording, notice).title}
                </TableCell>
                <TableCell label={t('read')}>
                  {notice.readAt === null ? (
                    <span className="inline-flex items-center gap-1.5 text-muted-foreground">
                      <EyeOff aria-hidden="true" className="size-4" />
                      {t('unread')}
                    </span>
                  ) : (
                    <span className="inline-flex items-center gap-1.5">
                      <Eye aria-hidden="true" className="size-4" />
                      {t('read_on', { date: instantWords(notice.readAt, locale, list.timezone).date })}
                    </span>
                  )}
                </TableCell>
                <TableCell label={t('mail')}>
                  <Mails notice={notice} timezone={list.timezone} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {(list.before !== null || ask.toldBefore !== null) && (
        <CardContent className="flex gap-3 border-t">
          {ask.toldBefore !== null && (
            <Button asChild variant="outline" size="small">
              <Link href={`${addressOf({ ...ask, toldBefore: null })}#told`}>{t('newest')}</Link>
            </Button>
          )}
          {list.before !== null && (
            <Button asChild variant="outline" size="small" className="ml-auto">
              <Link href={`${addressOf({ ...ask, toldBefore: list.before })}#told`}>{t('older')}</Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
