import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import type { SearchKind } from '@/engine/search';
import type { Found, SearchResult } from '@/services/search/find-anything';
import { entriesHref, entryHref, merchantHref } from '../assessments/[merchant]/entries/address';
import { orderHref } from '../orders/address';
import { addressOf, factHref } from './address';

/** One thing that was found, as it is shown; plain text, so that a program in the page can show it too. */
export interface FoundItem {
  href: string;
  /** What kind of thing it is, in words. */
  kind: string;
  title: string;
  /** What tells it from others that are called much the same. */
  detail: string;
}

export interface FoundItems {
  text: string;
  items: FoundItem[];
  /** What there is more of, with the way there. */
  more: { href: string; title: string }[];
  /** How many were found, in words. */
  summary: string;
}

async function makeWords() {
  const t = await getTranslations('search');
  const names = await getTranslations('names');
  const types = await getTranslations('why.fact_types');
  const locale = await getLocale();
  const money = (minor: bigint, currency: string) => moneyText(minor, currency, locale);
  const day = (date: string) => dateWords(date, locale);
  const list = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(' · ');

  function told(found: Found): Omit<FoundItem, 'kind'> {
    switch (found.kind) {
      case 'merchant': {
        const { merchantId, merchantName, enrolment, tier } = found;
        const standing = names(`enrolment.${enrolment}`);
        return {
          href: merchantHref(merchantId),
          title: merchantName,
          detail: list(
            merchantId === merchantName ? null : merchantId,
            standing,
            tier === null ? null : t('tier', { tier }),
          ),
        };
      }
      case 'order': {
        const detail =
          found.state === null
            ? t('order_awaited')
            : list(
                found.merchantName,
                money(found.amountMinor, found.currency),
                names(`order_states.${found.state}`),
                t('paid_on', { date: day(found.paidOn) }),
              );
        return { href: orderHref(found.orderId), title: found.orderId, detail };
      }
      case 'order_entries':
        return {
          href: entriesHref(found.merchantId, { order: found.orderId }),
          title: t('entries_of', { order: found.orderId }),
          detail: found.merchantName,
        };
      case 'entry':
        return {
          href: entryHref(found.merchantId, found.entrySeq),
          title: `${found.merchantId}:${found.entrySeq}`,
          detail: list(found.merchantName, names(`entry_kinds.${found.entryKind}`), day(found.bookedOn)),
        };
      case 'fact': {
        const type = types(found.type.replace('.', '_') as never);
        const state = () => {
          if (found.state === 'recorded') return list(found.merchantName, day(found.on));
          return found.state === 'parked' ? t('fact_parked', { id: found.awaitedId }) : t('fact_refused');
        };
        return { href: factHref(found.factId), title: found.factId, detail: list(type, state()) };
      }
      case 'withdrawal':
        return {
          href: `/admin/payouts/withdrawals/${encodeURIComponent(found.withdrawalId)}`,
          title: found.withdrawalId,
          detail: list(
            found.merchantName,
            money(found.amountMinor, found.currency),
            t(`withdrawal_status.${found.status}`),
          ),
        };
      case 'payout_batch':
        return {
          href: `/admin/payouts/${encodeURIComponent(found.batchId)}`,
          title: found.messageId,
          detail: list(
            money(found.totalMinor, found.currency),
            t('withdrawals', { count: found.withdrawals }),
            day(found.executeOn),
          ),
        };
      case 'proposal':
        return {
          href: `/admin/proposals/${encodeURIComponent(found.proposalId)}`,
          title: found.proposalId,
          detail: list(
            t(`proposal_kinds.${found.proposalKind}`),
            found.merchantName,
            t(`proposal_status.${found.status}`),
          ),
        };
      case 'run':
        return {
          href: `/admin/runs/${found.runOn}`,
          title: found.runOn,
          detail: t(`run_status.${found.status}`),
        };
      case 'policy':
        return {
          href: `/admin/policy/versions/${found.version}`,
          title: t('policy_version', { version: found.version }),
          detail:
            found.effectiveFrom === null
              ? t('policy_next_run')
              : t('policy_from', { date: day(found.effectiveFrom) }),
        };
    }
  }

  return { t, told };
}

/** What was found, in the reader's words and with the way to each. */
export async function foundItems(
  asked: string,
  kind: SearchKind | null,
  result: SearchResult,
): Promise<FoundItems> {
  const { t, told } = await makeWords();
  const text = result.text ?? asked;
  const summary = () => {
    const count = result.found.length;
    if (count > 0) return t(result.more.length > 0 ? 'found_more' : 'found', { count });
    return t(result.text === null ? 'unreadable' : 'none_title');
  };
  return {
    text,
    items: result.found.map((each) => ({ ...told(each), kind: t(`kinds.${each.kind}`) })),
    // Of one kind alone no more are told: more of its name leads on.
    more:
      kind !== null
        ? []
        : result.more.map((each) => ({
            href: addressOf({ text, kind: each }),
            title: t('more', { kind: t(`kinds_many.${each}`) }),
          })),
    summary: summary(),
  };
}
