import {
  Ban,
  CalendarCog,
  CalendarSync,
  CircleCheck,
  CirclePause,
  CirclePlay,
  HandCoins,
  House,
  type LucideIcon,
  MessageSquare,
  ReceiptText,
  Snowflake,
  Truck,
  Undo2,
  Wallet,
} from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import type { OrderLife } from '@/services/get-order';
import type { LifeEvent } from '@/services/order-life';
import { EventLines } from './event-lines';
import { EventWords } from './event-words';
import { type OrderLinks, SELLERS_LINKS } from './links';
import { Receipt } from './receipt';
import { RuleLink } from './rule-link';

const ICONS: Record<LifeEvent['event'], LucideIcon> = {
  paid: Wallet,
  shipped: Truck,
  delivered: House,
  confirmed: CircleCheck,
  cancelled: Ban,
  released: HandCoins,
  hold_back: Snowflake,
  hold_freed: Snowflake,
  dispute_opened: CirclePause,
  dispute_closed: CirclePlay,
  feedback: MessageSquare,
  refund: Undo2,
  drawn_on: ReceiptText,
  redated: CalendarSync,
  corrected: CalendarCog,
};

const TONES: Partial<Record<LifeEvent['event'], string>> = {
  paid: 'bg-primary-soft text-primary',
  released: 'bg-good-soft text-good',
  hold_back: 'bg-good-soft text-good',
  hold_freed: 'bg-good-soft text-good',
  dispute_opened: 'bg-warn-soft text-warn',
  refund: 'bg-bad-soft text-bad',
  drawn_on: 'bg-bad-soft text-bad',
  redated: 'bg-frozen-soft text-frozen',
  corrected: 'bg-primary-soft text-primary',
};

/** The order's facts and its money, oldest first. */
export function Life({ life, links = SELLERS_LINKS }: { life: OrderLife; links?: OrderLinks }) {
  const t = useTranslations('orders.order.life');
  return (
    <Card aria-labelledby="life" className="min-w-0">
      <CardHeader>
        <CardTitle id="life">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent>
        <ol className="flex flex-col">
          {life.events.map((event) => (
            <Event
              key={`${event.event} ${event.fact?.factId} ${event.entry?.entrySeq} ${event.on}`}
              event={event}
              life={life}
              links={links}
            />
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}

/** What a run did by which rule; the kind of a refund. */
function nameOf(event: LifeEvent) {
  if (event.event === 'released')
    return event.entry?.kind.replace('release_', 'released_') as 'released_early';
  if (event.event === 'refund' && event.entry.kind !== 'refund_from_order')
    return event.entry.kind as 'deduction' | 'platform_refund';
  return event.event;
}

function Event({ event, life, links }: { event: LifeEvent; life: OrderLife; links: OrderLinks }) {
  const t = useTranslations('orders.order.life');
  const Icon = ICONS[event.event];
  const { today, order } = life;
  const { entry } = event;
  return (
    <li className="group relative flex gap-3 pb-6 last:pb-0">
      <span aria-hidden="true" className="absolute top-8 bottom-0 left-4 border-l group-last:hidden" />
      <span
        aria-hidden="true"
        className={cn(
          'flex size-8 shrink-0 items-center justify-center rounded-full bg-muted text-muted-foreground',
          TONES[event.event],
        )}
      >
        <Icon className="size-4" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1 pt-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-semibold">{t(`names.${nameOf(event)}`)}</span>
          <DateText date={event.on} today={today} className="text-sm text-muted-foreground" />
        </p>
        <p className="max-w-prose break-words">
          <EventWords event={event} life={life} links={links} />
        </p>
        {event.event === 'refund' && event.receipt !== null ? (
          <Receipt receipt={event.receipt} currency={order.currency} />
        ) : (
          event.event !== 'drawn_on' && entry !== null && <EventLines entry={entry} />
        )}
        <p className="flex flex-wrap gap-x-3 text-xs text-muted-foreground">
          <RuleLink section={event.rule} />
          {entry !== null && (
            <Link
              href={links.entry(entry.entrySeq)}
              prefetch={false}
              aria-label={t('why_label', { seq: entry.entrySeq.toString() })}
              className="text-primary underline underline-offset-2 hover:no-underline"
            >
              {t('why')}
            </Link>
          )}
          <Source event={event} life={life} />
        </p>
      </div>
    </li>
  );
}

/** What told of it, and when it was booked where that is another day. */
function Source({ event, life }: { event: LifeEvent; life: OrderLife }) {
  const t = useTranslations('orders.order.life');
  const locale = useLocale();
  const { fact, entry, on } = event;
  const isBookedElsewhere = entry !== null && entry.bookedOn !== on;
  if (fact === null) return <span>{t('run', { date: dateWords(on, locale, life.today) })}</span>;
  return (
    <span className="min-w-0 break-words">
      {t('fact', { id: fact.factId, ...instantWords(fact.at, locale, life.timezone) })}
      {isBookedElsewhere && <> · {t('booked', { date: dateWords(entry.bookedOn, locale, life.today) })}</>}
    </span>
  );
}
