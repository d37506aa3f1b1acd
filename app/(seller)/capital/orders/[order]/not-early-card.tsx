import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { NotEarly } from '@/engine/explain-order-not-early';
import type { OrderLife } from '@/services/get-order';
import { type OrderLinks, SELLERS_LINKS } from './links';
import { RuleLink } from './rule-link';

/** The section of rules.md that kept the order from being released early. */
const SECTIONS: Record<NotEarly['why'], string> = {
  cancelled: '4',
  refunded: '7',
  not_shipped: '6',
  never_enrolled: '5',
  notice: '8',
  closed: '9',
  dispute: '6',
  standard_first: '6',
  exposure: '6',
  tier_gone: '5',
};

/** Those that end by themselves or by what the seller does. */
const PASSING: NotEarly['why'][] = ['not_shipped', 'never_enrolled', 'dispute', 'exposure', 'tier_gone'];
const OF_STANDING: NotEarly['why'][] = ['never_enrolled', 'notice', 'closed', 'tier_gone'];

/** For an order not released early: why not. */
export function NotEarlyCard({ life, links = SELLERS_LINKS }: { life: OrderLife; links?: OrderLinks }) {
  const t = useTranslations('orders.order.not_early');
  const words = useNotEarlyWords(life);
  const { notEarly, order } = life;
  if (notEarly === null) return null;
  const title = () => {
    if (order.state !== 'held') return t('title');
    return PASSING.includes(notEarly.why) ? t('title_yet') : t('title_held');
  };
  return (
    <Card aria-labelledby="not-early">
      <CardHeader>
        <CardTitle id="not-early">{title()}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-2 pt-2 sm:pt-2">
        <p>
          {words(notEarly)} <RuleLink section={SECTIONS[notEarly.why]} />
        </p>
        {OF_STANDING.includes(notEarly.why) && (
          <Link
            href={links.standing}
            prefetch={false}
            className="w-fit text-sm text-primary underline underline-offset-4"
          >
            {t('standing')}
          </Link>
        )}
      </CardContent>
    </Card>
  );
}

function useNotEarlyWords({ order, today }: OrderLife): (notEarly: NotEarly) => string {
  const t = useTranslations('orders.order.not_early');
  const locale = useLocale();
  const day = (date: string) => dateWords(date, locale, today);
  const money = (minor: bigint) => moneyText(minor, order.currency, locale);
  const isHeld = order.state === 'held';
  return (notEarly) => {
    switch (notEarly.why) {
      case 'not_shipped':
        return t('not_shipped', { days: notEarly.days });
      case 'never_enrolled':
        if (isHeld) return t('never_enrolled_now');
        return notEarly.enrolledOn === null
          ? t('never_enrolled')
          : t('never_enrolled_since', { date: day(notEarly.enrolledOn) });
      case 'notice':
        return t('notice', { date: day(notEarly.noticeOn) });
      case 'closed':
        return t('closed', { date: day(notEarly.closedOn) });
      case 'dispute':
        return notEarly.until === null
          ? t('dispute_open', { since: day(notEarly.since) })
          : t('dispute', { since: day(notEarly.since), until: day(notEarly.until) });
      case 'standard_first':
        return t(isHeld ? 'standard_first_ahead' : 'standard_first', {
          standard: day(notEarly.standardDueOn),
          early: day(notEarly.earlyDueOn),
        });
      case 'exposure':
        return t(isHeld ? 'exposure_ahead' : 'exposure', {
          early: day(notEarly.earlyDueOn),
          cap: money(notEarly.capMinor),
        });
      case 'tier_gone':
        return t('tier_gone', { tier: notEarly.tier });
      default:
        return t(notEarly.why);
    }
  };
}
