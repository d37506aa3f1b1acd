import { randomUUID } from 'node:crypto';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { isLocale } from '@/components/i18n/locales';
import { instantWords } from '@/components/instant-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { FeedShown } from '@/services/calendar-feed/list-calendar-feeds';
import { FeedForms } from './feed-forms';

/** The addresses that the seller's calendar programs read. */
export async function FeedCard({ feeds, timezone }: { feeds: FeedShown[]; timezone: string }) {
  const t = await getTranslations('statements.feed');
  const locale = await getLocale();
  const { feed } = (await getMessages()).statements;
  const shown = feeds.map(({ feedId, locale: language, madeAt, lastReadAt }) => {
    const made = instantWords(madeAt, locale, timezone);
    const read = lastReadAt === null ? null : instantWords(lastReadAt, locale, timezone);
    return {
      feedId,
      submission: randomUUID(),
      madeOn: made.date,
      language: t('language', { language: t(`languages.${isLocale(language) ? language : 'en'}`) }),
      read: read === null ? t('unread') : t('read', { date: read.date, time: read.time.slice(0, 5) }),
    };
  });
  return (
    <Card id="calendar" aria-labelledby="calendar-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="calendar-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
        <CardDescription>{t('secret')}</CardDescription>
      </CardHeader>
      <CardContent>
        <NextIntlClientProvider messages={{ statements: { feed } }}>
          <FeedForms feeds={shown} submission={randomUUID()} />
        </NextIntlClientProvider>
      </CardContent>
    </Card>
  );
}
