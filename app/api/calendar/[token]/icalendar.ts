import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { createTranslator } from 'next-intl';
import { isLocale } from '@/components/i18n/locales';
import { en } from '@/components/i18n/messages/en';
import { zh } from '@/components/i18n/messages/zh';
import { moneyText } from '@/components/money-text';
import { addDays, daysBetween } from '@/engine/calendar';
import type { CalendarFeed } from '@/services/calendar-feed/read-calendar-feed';

const SECONDS_OF_HOURS = 6 * 60 * 60;
/** From here on days are counted: a later day's word on an event counts for more than an earlier one's. */
const FIRST_DAY = '2020-01-01';

/** The feed as iCalendar: one all-day event for each day, currency and kind. */
export function icalendarOf(feed: CalendarFeed, now: Date): string {
  const locale = isLocale(feed.locale) ? feed.locale : 'en';
  const messages: typeof en = { en, zh }[locale];
  const t = createTranslator({ locale, messages, namespace: 'statements.feed' });
  const calendar = ical({
    name: t('name', { store: feed.storeName }),
    prodId: { company: 'Sluice', product: 'Coming releases', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: SECONDS_OF_HOURS,
  });
  const sequence = feed.today === null ? 0 : Math.max(0, daysBetween(FIRST_DAY, feed.today));
  for (const release of feed.releases) {
    const { on, currency, kind, count } = release;
    const amount = moneyText(release.minor, currency, locale);
    const sentences = [t(`${kind}_what`, { count, amount })];
    if (release.frozenMinor > 0n)
      sentences.push(t('release_frozen', { frozen: moneyText(release.frozenMinor, currency, locale) }));
    if (release.isOwing) sentences.push(t('owed'));
    calendar.createEvent({
      id: `${kind}-${on}-${currency}-${feed.feedId}`,
      sequence,
      stamp: now,
      start: new Date(`${on}T00:00:00Z`),
      end: new Date(`${addDays(on, 1)}T00:00:00Z`),
      timezone: 'UTC',
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: t(kind, { amount }),
      description: sentences.join(locale === 'zh' ? '' : ' '),
    });
  }
  return calendar.toString();
}
