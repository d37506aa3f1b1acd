import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { moneyText, percentText } from '@/components/money-text';
import { CORRECTED_EVENTS } from '@/engine/facts';
import { LEAST_WHY_CHARACTERS } from '@/engine/proposals';
import type { OrderGround, ProposalGround, StoreGround } from '@/services/proposals/get-proposal-ground';
import { exampleAmount } from '../../example-amount';
import { AmountField, ChoiceField, DateField, RadioField, Shown, WhyField } from './form-fields';
import type { NewKind } from './kinds';

/** What each kind of proposal asks for. */

type Ground = Pick<ProposalGround, 'today' | 'tiers' | 'until'>;

function Why({ kind }: { kind: NewKind }) {
  const t = useTranslations('proposals.new.fields');
  return (
    <WhyField hint={t('why_hint', { least: LEAST_WHY_CHARACTERS })} example={t(`why_examples.${kind}`)} />
  );
}

export function OverrideFields({ store, ground }: { store: StoreGround; ground: Ground }) {
  const t = useTranslations('proposals.new.fields');
  const locale = useLocale();
  const { tiers, until } = ground;
  const decisions =
    store.override.decision === 'none'
      ? (['eligible', 'ineligible'] as const)
      : (['eligible', 'ineligible', 'none'] as const);
  return (
    <>
      <RadioField
        name="decision"
        label={t('decision')}
        choices={decisions.map((value) => ({
          value,
          name: t(`decisions.${value}`),
          hint: t(`decision_hints.${value}`),
        }))}
      />
      <Shown when="eligible">
        <ChoiceField
          name="tier"
          label={t('tier')}
          begin={store.tier ?? tiers.at(-1)?.name}
          choices={tiers.map((tier) => ({
            value: tier.name,
            name: t('tier_choice', {
              tier: tier.name,
              days: tier.release_after_days,
              share: percentText(tier.deposit_bps, locale),
            }),
          }))}
        />
      </Shown>
      <Shown when="until">
        <DateField
          name="until"
          label={t('until')}
          hint={t('until_hint', {
            first: dateWords(until.first, locale),
            last: dateWords(until.last, locale),
          })}
          min={until.first}
          max={until.last}
        />
      </Shown>
      <Why kind="override" />
    </>
  );
}

export function WriteOffFields({ store, currency }: { store: StoreGround; currency: string | null }) {
  const t = useTranslations('proposals.new.fields');
  const locale = useLocale();
  const debts = store.money.filter(({ owedMinor }) => owedMinor > 0n);
  const chosen = debts.find((debt) => debt.currency === currency) ?? debts[0];
  const example = exampleAmount(chosen?.currency ?? 'USD');
  return (
    <>
      <ChoiceField
        name="currency"
        label={t('currency')}
        begin={chosen?.currency}
        choices={debts.map((debt) => ({
          value: debt.currency,
          name: t('owed_choice', {
            currency: debt.currency,
            amount: moneyText(debt.owedMinor, debt.currency, locale),
          }),
        }))}
      />
      <RadioField
        name="part"
        label={t('part')}
        begin="whole"
        choices={(['whole', 'part'] as const).map((value) => ({
          value,
          name: t(`parts.${value}`),
          hint: t(`part_hints.${value}`),
        }))}
      />
      <Shown when="part">
        <AmountField label={t('amount')} hint={t('amount_hint', { example })} example={example} />
      </Shown>
      <Why kind="write_off" />
    </>
  );
}

export function AdjustmentFields({ store, currency }: { store: StoreGround; currency: string | null }) {
  const t = useTranslations('proposals.new.fields');
  const locale = useLocale();
  const chosen = store.money.find((each) => each.currency === currency) ?? store.money[0];
  const example = exampleAmount(chosen?.currency ?? 'USD');
  return (
    <>
      <ChoiceField
        name="currency"
        label={t('currency')}
        begin={chosen?.currency}
        choices={store.money.map((each) => ({
          value: each.currency,
          name: t('balance_choice', {
            currency: each.currency,
            amount: moneyText(each.marketplaceMinor, each.currency, locale),
          }),
        }))}
      />
      <RadioField
        name="direction"
        label={t('direction')}
        choices={(['credit', 'debit'] as const).map((value) => ({
          value,
          name: t(`directions.${value}`),
          hint: t(`direction_hints.${value}`),
        }))}
      />
      <AmountField label={t('amount')} hint={t('amount_hint', { example })} example={example} />
      <Why kind="adjustment" />
    </>
  );
}

export function CorrectionFields({ order, ground }: { order: OrderGround; ground: Ground }) {
  const t = useTranslations('proposals.new.fields');
  const locale = useLocale();
  const { today } = ground;
  return (
    <>
      <ChoiceField
        name="event"
        label={t('event')}
        choices={CORRECTED_EVENTS.map((value) => {
          const date = order.dates[value];
          const event = t(`events.${value}`);
          return {
            value,
            name:
              date === null
                ? t('event_choice_none', { event })
                : t('event_choice', { event, date: dateWords(date, locale) }),
          };
        })}
      />
      <RadioField
        name="did"
        label={t('did')}
        begin="happened"
        choices={(['happened', 'not'] as const).map((value) => ({ value, name: t(`dids.${value}`) }))}
      />
      <Shown when="happened">
        <DateField
          name="on"
          label={t('on')}
          hint={t('on_hint', { today: dateWords(today, locale) })}
          max={today}
        />
      </Shown>
      <Why kind="correction" />
    </>
  );
}
