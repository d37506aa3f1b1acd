import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { CORRECTED_EVENTS, type CorrectedEvent } from '@/engine/facts';
import type { CorrectionFollows as Correction } from '@/services/proposals/follows-of-correction';
import { CompareTable } from './compare-table';

type Step = Correction['nextAfter'];

/** What comes next for the order, in words. */
function useStepWords(currency: string): (step: Step) => string {
  const t = useTranslations('proposals.steps');
  const locale = useLocale();
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const date = (text: string) => dateWords(text, locale);
  return (step) => {
    switch (step.step) {
      case 'release': {
        const { rule, on, dueOn, paidMinor, frozenMinor } = step;
        if (on === null) return t('release_stopped', { rule, date: date(dueOn) });
        const words = { rule, date: date(on), paid: money(paidMinor), frozen: money(frozenMinor) };
        return t(frozenMinor === 0n ? 'release' : 'release_frozen', words);
      }
      case 'hold_release': {
        const { on, dueOn, paidMinor } = step;
        const words = { date: date(on ?? dueOn), paid: money(paidMinor) };
        return t(on === null ? 'hold_stopped' : 'hold_release', words);
      }
      case 'shipment':
      case 'receipt':
      case 'none':
        return t(step.step);
    }
  };
}

function Recorded({ date }: { date: string | null }) {
  const t = useTranslations('proposals.follows');
  return date === null ? t('no_date') : <DateText date={date} />;
}

/** What a correction does: the order's dates as they are and as they would be, and what comes next with each. */
export function CorrectionFollows({ follows }: { follows: Correction }) {
  const t = useTranslations('proposals.follows');
  const locale = useLocale();
  const { event, order, before, after, nextBefore, nextAfter, lateBefore, lateAfter } = follows;
  const step = useStepWords(order.currency);
  const on = after[event];
  const late = (isLate: boolean | null) =>
    isLate === null ? t('no_date') : t(isLate ? 'late_yes' : 'late_no');
  const dated = (each: CorrectedEvent) => ({
    name: t(each),
    before: <Recorded date={before[each]} />,
    after: <Recorded date={after[each]} />,
    isChanged: before[each] !== after[each],
  });
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium text-pretty">
        {on === null ? t('not_so', { event }) : t('corrected', { event, date: dateWords(on, locale) })}{' '}
        <span className="font-normal text-muted-foreground">
          {t('no_money')}
          {order.heldMinor > 0n &&
            ` ${t('held', { amount: moneyText(order.heldMinor, order.currency, locale) })}`}
        </span>
      </p>
      <CompareTable
        rows={[
          ...CORRECTED_EVENTS.map(dated),
          ...(event === 'shipped'
            ? [
                {
                  name: t('late'),
                  before: late(lateBefore),
                  after: late(lateAfter),
                  isChanged: lateBefore !== lateAfter,
                },
              ]
            : []),
          {
            name: t('next_step'),
            before: step(nextBefore),
            after: step(nextAfter),
            isChanged: step(nextBefore) !== step(nextAfter),
          },
        ]}
      />
    </div>
  );
}
