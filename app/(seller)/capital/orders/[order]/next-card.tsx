import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { NextStep } from '@/engine/explain-order';
import type { OrderLife } from '@/services/get-order';
import { RuleLink } from './rule-link';
import { useNextWords } from './use-next-words';

/** The section of rules.md that says what comes next. */
function sectionOf(next: NextStep): string | null {
  switch (next.step) {
    case 'none':
      return null;
    case 'hold_release':
      return '10';
    default:
      return '6';
  }
}

/** What happens to the order next: when, how much, by which rule. */
export function NextCard({ life }: { life: OrderLife }) {
  const t = useTranslations('orders.order.next');
  const locale = useLocale();
  const words = useNextWords(life);
  const { next, today, policyVersion } = life;
  const section = sectionOf(next);
  const version = String(policyVersion);
  return (
    <Card aria-labelledby="next">
      <CardHeader>
        <CardTitle id="next">{t('title')}</CardTitle>
        {next.step !== 'none' && (
          <CardDescription>
            {today === null
              ? t('before_first', { version })
              : t('as_of', { today: dateWords(today, locale), version })}
          </CardDescription>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <Figures life={life} />
        <p>
          {words(next)} {section !== null && <RuleLink section={section} />}
        </p>
        <Notes life={life} />
      </CardContent>
    </Card>
  );
}

function Figures({ life }: { life: OrderLife }) {
  const t = useTranslations('orders.order.next');
  const { next, today, order } = life;
  if (next.step === 'none') return null;
  const isMoney = next.step === 'release' || next.step === 'hold_release';
  const on = isMoney ? next.on : null;
  const undated = isMoney || (next.step === 'receipt' && next.isStopped) ? t('stopped') : t('undated');
  const sums = isMoney
    ? [
        { name: 'to_you', minor: next.paidMinor },
        ...(next.step === 'release' && next.frozenMinor > 0n
          ? [{ name: 'frozen' as const, minor: next.frozenMinor }]
          : []),
        ...(next.step === 'release' ? [{ name: 'commission' as const, minor: next.feeMinor }] : []),
      ]
    : [];
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-3">
      <div>
        <dt className="text-sm text-muted-foreground">{t('when')}</dt>
        <dd className="text-lg font-semibold">
          {on === null ? undated : <DateText date={on} today={today} />}
        </dd>
      </div>
      {sums.map(({ name, minor }) => (
        <div key={name}>
          <dt className="text-sm text-muted-foreground">{t(name as 'to_you')}</dt>
          <dd className={name === 'frozen' ? 'text-lg font-semibold text-frozen' : 'text-lg font-semibold'}>
            <Money minor={minor} currency={order.currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What else bears on it: a debt, the caps, refunds, a new policy. */
function Notes({ life }: { life: OrderLife }) {
  const t = useTranslations('orders.order.next');
  const locale = useLocale();
  const { next, order, owedMinor, caps } = life;
  const money = (minor: bigint) => moneyText(minor, order.currency, locale);
  const isComing = next.step === 'release' || next.step === 'hold_release';
  const mayBeEarly = (next.step === 'release' && next.rule === 'early') || next.step === 'shipment';
  const notes = [
    isComing && owedMinor > 0n && t('owed', { amount: money(owedMinor) }),
    mayBeEarly && caps.depositMinor !== null && t('deposit_cap', { cap: money(caps.depositMinor) }),
    mayBeEarly && caps.exposureMinor !== null && t('exposure_cap', { cap: money(caps.exposureMinor) }),
    order.releasedOn !== null && order.refundedMinor < order.amountMinor && t('refund_deducts'),
    order.state === 'held' && t('policy'),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted-foreground">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
