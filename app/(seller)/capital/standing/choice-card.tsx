import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { CalendarDate } from '@/engine/calendar';
import type { StandingView } from '@/services/get-standing';
import type { AtStake, OptingIn, OptingOut } from '@/services/get-standing-choice';
import { ChangeForm } from './change-form';
import { RuleLink } from './rule-link';

const OUTCOMES = [
  'opted_out',
  'opted_in',
  'repeated',
  'bad_form',
  'store_closed',
  'already_out',
  'already_in',
] as const;

function useStakeWords(today: CalendarDate | null) {
  const t = useTranslations('standing.choice');
  const locale = useLocale();
  return (stake: AtStake, noticeOn: CalendarDate, deadline: CalendarDate): string[] => {
    const { currency, holds, depositMinor, latestOn, stoppedHolds, waitingOrders, waitingMinor } = stake;
    const day = (date: CalendarDate) => dateWords(date, locale, today);
    const lines: string[] = [];
    if (holds > 0 && latestOn !== null) {
      const amount = moneyText(depositMinor, currency, locale);
      lines.push(t('out_deposit', { holds, amount, date: day(latestOn), deadline: day(deadline) }));
    }
    if (stoppedHolds > 0) lines.push(t('out_stopped', { count: stoppedHolds }));
    if (waitingOrders > 0) {
      lines.push(
        t('out_orders', {
          orders: waitingOrders,
          amount: moneyText(waitingMinor, currency, locale),
          notice: day(noticeOn),
        }),
      );
    }
    return lines;
  };
}

function FollowsOut({ choice, view }: { choice: OptingOut; view: StandingView }) {
  const t = useTranslations('standing.choice');
  const locale = useLocale();
  const { today, merchant } = view;
  const stakeWords = useStakeWords(today);
  const { noticeOn, depositBackBy, mayReenrolOn, stakes } = choice;
  if (noticeOn === null || depositBackBy === null || mayReenrolOn === null)
    return <p>{t(merchant.enrolment === 'cancelled' ? 'out_cancelled' : 'out_never')}</p>;
  const day = (date: CalendarDate) => dateWords(date, locale, today);
  return (
    <ul className="flex list-disc flex-col gap-2 pl-5">
      <li>{t('out_until', { date: day(noticeOn) })}</li>
      <li>{t('out_notice', { date: day(noticeOn) })}</li>
      {stakes
        .flatMap((stake) => stakeWords(stake, noticeOn, depositBackBy))
        .map((line) => (
          <li key={line}>{line}</li>
        ))}
      {stakes.length === 0 && <li>{t('out_nothing')}</li>}
      <li>{t('out_again', { date: day(mayReenrolOn) })}</li>
    </ul>
  );
}

function FollowsIn({ choice, view }: { choice: OptingIn; view: StandingView }) {
  const t = useTranslations('standing.choice');
  const locale = useLocale();
  const { today, merchant, nextOn } = view;
  const day = (date: CalendarDate) => dateWords(date, locale, today);
  if (merchant.enrolment === 'enrolled') return <p>{t('in_enrolled')}</p>;
  const { mayReenrolOn, enrolledOn, tier } = choice;
  return (
    <ul className="flex list-disc flex-col gap-2 pl-5">
      {nextOn !== null && <li>{t('in_evaluated', { date: day(nextOn) })}</li>}
      {mayReenrolOn !== null && today !== null && mayReenrolOn > today && (
        <li>{t('in_waits', { date: day(mayReenrolOn) })}</li>
      )}
      <li>
        {enrolledOn === null || tier === null ? t('in_never') : t('in_when', { date: day(enrolledOn), tier })}
      </li>
    </ul>
  );
}

/** Opting out and back in, with what follows said first. */
export function ChoiceCard({ view }: { view: StandingView }) {
  const t = useTranslations('standing.choice');
  const words = useTranslations('standing.answers');
  const { choice } = view;
  const isOut = choice?.to === 'opted_in';
  const way = isOut ? 'in' : 'out';
  return (
    <Card id="choice" aria-labelledby="choice-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="choice-title">{t(`title_${way}`)}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <p className="max-w-3xl text-sm text-pretty text-muted-foreground">
          {choice === null ? t('closed') : t(way)} <RuleLink section="5" />
        </p>
        {choice !== null && (
          <ChangeForm
            to={choice.to}
            submission={randomUUID()}
            answers={
              Object.fromEntries(OUTCOMES.map((outcome) => [outcome, words(outcome)])) as Record<
                (typeof OUTCOMES)[number],
                string
              >
            }
            words={{
              open: t(`open_${way}`),
              follows: t('follows'),
              submit: t(`${way}_submit`),
              sending: t('sending'),
            }}
          >
            {choice.to === 'opted_out' ? (
              <FollowsOut choice={choice} view={view} />
            ) : (
              <FollowsIn choice={choice} view={view} />
            )}
          </ChangeForm>
        )}
      </CardContent>
    </Card>
  );
}
