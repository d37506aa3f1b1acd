import { CircleCheck, CircleDashed, CircleX, type LucideIcon, Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { Badge, type Tone } from '@/components/ui/badge';
import type { ProposalStatus } from '@/engine/proposals';
import type { ProposalShown } from '@/services/proposals/list-proposals';

/** Proposals as people say them. */

const LOOKS: Record<ProposalStatus, { tone: Tone; icon: LucideIcon }> = {
  open: { tone: 'primary', icon: CircleDashed },
  approved: { tone: 'good', icon: CircleCheck },
  declined: { tone: 'bad', icon: CircleX },
  withdrawn: { tone: 'neutral', icon: Undo2 },
};

export function StatusBadge({ status }: { status: ProposalStatus }) {
  const t = useTranslations('proposals.statuses');
  const { tone, icon: Icon } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {t(status)}
    </Badge>
  );
}

type Said = Pick<ProposalShown, 'proposed' | 'policy'>;
type Words = ReturnType<typeof useTranslations<'proposals'>>;

/** What is proposed, in a few words. */
export function whatIsProposed(t: Words, locale: string, { proposed, policy }: Said): string {
  const date = (text: string) => dateWords(text, locale);
  switch (proposed?.kind) {
    case 'override': {
      const { content } = proposed;
      if (content.decision === 'none') return t('what.none');
      if (content.decision === 'ineligible') return t('what.ineligible', { date: date(content.until) });
      return t('what.eligible', { tier: content.tier, date: date(content.until) });
    }
    case 'write_off': {
      const { amount, currency } = proposed.content;
      return t('what.write_off', { amount: moneyText(amount, currency, locale) });
    }
    case 'adjustment': {
      const { currency, amount } = proposed.content;
      const isDebit = amount.startsWith('-');
      const text = moneyText(isDebit ? amount.slice(1) : amount, currency, locale);
      return t(isDebit ? 'what.debit' : 'what.credit', { amount: text });
    }
    case 'correction': {
      const { event, on } = proposed.content;
      return on === null ? t('what.not_so', { event }) : t('what.corrected', { event, date: date(on) });
    }
    default:
      if (policy === null || policy.from === null) return t('what.policy', { name: policy?.name ?? '' });
      return t('what.policy_from', { name: policy.name, date: date(policy.from) });
  }
}

export function useWhatIsProposed(): (said: Said) => string {
  const t = useTranslations('proposals');
  const locale = useLocale();
  return (said) => whatIsProposed(t, locale, said);
}
