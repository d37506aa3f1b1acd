import { currencyDigits } from '../../engine/money';
import type { PayoutPlace } from '../../engine/payouts';
import { bankReason } from './bank-reasons';
import { blocksOf } from './pain-001';
import type { PayoutBatch, PayoutPayment } from './payout-file';
import { type AnswerReason, type BankAnswer, lineOf } from './read-bank-answer';

/** What a bank's answer would do to each withdrawal of its batch, decided before anything is done. */

/** How statuses of ISO 20022 are understood. What is in none of the lists is not understood, and does nothing. */
const ACCEPTED = new Set(['ACCP', 'ACSP', 'ACSC', 'ACCC', 'ACWC']);
const REJECTED = new Set(['RJCT', 'CANC']);
const WAITING = new Set(['RCVD', 'ACTC', 'ACFC', 'ACWP', 'PDNG', 'PATC']);

export type AnswerKind = 'accepted' | 'rejected' | 'waiting' | 'unknown';

export function answerKindOf(status: string): AnswerKind {
  if (ACCEPTED.has(status)) return 'accepted';
  if (REJECTED.has(status)) return 'rejected';
  return WAITING.has(status) ? 'waiting' : 'unknown';
}

/** `waits`: the bank has not decided. `contradicts`: the bank says sent of what is marked as returned. */
export const ANSWER_DEEDS = [
  'mark_sent',
  'mark_returned',
  'is_marked',
  'waits',
  'contradicts',
  'not_understood',
  'not_mentioned',
] as const;
export type AnswerDeed = (typeof ANSWER_DEEDS)[number];

export interface AnswerStep {
  payment: PayoutPayment;
  /** The bank's word for it; null where it has none. */
  status: string | null;
  deed: AnswerDeed;
  /** Why the bank rejected it; null where it did not. */
  reason: string | null;
}

export interface AnswerPlan {
  steps: AnswerStep[];
  /** What the bank names that is not of the batch. */
  unknown: { id: string; line: number | null }[];
}

/** Why a whole answer is refused, and nothing of it done. */
export interface AnswerConflict {
  conflict: 'count_differs' | 'sum_differs' | 'amount_differs' | 'says_two_things';
  line: number | null;
  /** The payment or the block that it is about. */
  about: string;
}

/** A decimal as minor units; null where it is none of the currency's. */
function minorOf(text: string, currency: string): bigint | null {
  const [, whole, decimals = ''] = /^(\d{1,18})(?:\.(\d{1,17}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const digits = currencyDigits(currency);
  const rest = decimals.slice(digits);
  return /^0*$/.test(rest) ? BigInt(whole + decimals.slice(0, digits).padEnd(digits, '0')) : null;
}

interface Said {
  status: string;
  reason: AnswerReason | null;
}

/** A status that holds for all that is below it; `PART` says that the parts have their own. */
function saidOf(status: string | null, reason: AnswerReason | null): Said | null {
  return status === null || status === 'PART' ? null : { status, reason };
}

const totalOf = (payments: PayoutPayment[]) =>
  payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

function deedOf(said: Said | null, place: PayoutPlace): AnswerDeed {
  if (said === null) return 'not_mentioned';
  switch (answerKindOf(said.status)) {
    case 'accepted':
      if (place === 'returned') return 'contradicts';
      return place === 'sent' ? 'is_marked' : 'mark_sent';
    case 'rejected':
      return place === 'returned' ? 'is_marked' : 'mark_returned';
    case 'waiting':
      return 'waits';
    case 'unknown':
      return 'not_understood';
  }
}

/** Whether one says that it is paid and the other that it is not. */
function isOpposite(one: Said | null, other: Said | null): boolean {
  const kinds = new Set([one, other].flatMap((said) => (said === null ? [] : answerKindOf(said.status))));
  return kinds.has('accepted') && kinds.has('rejected');
}

/**
 * Says what an answer does to each withdrawal of the batch that it names. A payment that the bank does not mention has the
 * status of its block, and a block that of the whole, where they have one. An answer whose amounts, counts or sums are not
 * those of the batch, or that says two things of one payment, is refused as a whole.
 *
 * @param placeOf where a withdrawal is now
 */
export function planAnswer(
  answer: BankAnswer,
  file: string,
  batch: PayoutBatch,
  placeOf: (withdrawalId: string) => PayoutPlace,
): AnswerPlan | AnswerConflict {
  const { currency, payments } = batch;
  const refused = (conflict: AnswerConflict['conflict'], about: string): AnswerConflict => ({
    ...{ conflict, about },
    line: lineOf(file, about),
  });
  const differs = (
    said: { count: string | null; sum: string | null },
    of: PayoutPayment[],
    about: string,
  ): AnswerConflict | null => {
    if (said.count !== null && Number(said.count) !== of.length) return refused('count_differs', about);
    if (said.sum !== null && minorOf(said.sum, currency) !== totalOf(of))
      return refused('sum_differs', about);
    return null;
  };

  const whole = differs(answer, payments, answer.messageId);
  if (whole !== null) return whole;
  const forAll = saidOf(answer.status, answer.reason);
  const blocks = blocksOf(batch);
  const byId = new Map(payments.map((payment) => [payment.endToEndId, payment]));
  const saidById = new Map<string, Said>();
  const blockSaid = new Map<string, Said>();
  const unknown: AnswerPlan['unknown'] = [];

  for (const answered of answer.blocks) {
    const block = blocks.find(({ blockId }) => blockId === answered.blockId);
    const forBlock = saidOf(answered.status, answered.reason);
    if (block !== undefined) {
      const problem = differs(answered, block.payments, answered.blockId);
      if (problem !== null) return problem;
      if (isOpposite(forAll, forBlock)) return refused('says_two_things', answered.blockId);
      if (forBlock !== null) for (const { endToEndId } of block.payments) blockSaid.set(endToEndId, forBlock);
    } else if (answered.payments.length === 0) {
      unknown.push({ id: answered.blockId, line: lineOf(file, answered.blockId) });
    }
    for (const { endToEndId, status, reason, amount } of answered.payments) {
      const id = endToEndId ?? '';
      const payment = byId.get(id);
      if (payment === undefined) {
        unknown.push({ id: id || answered.blockId, line: lineOf(file, id || answered.blockId) });
        continue;
      }
      if (
        amount !== null &&
        (amount.currency !== currency || minorOf(amount.text, currency) !== payment.amountMinor)
      )
        return refused('amount_differs', id);
      const said = saidOf(status, reason) ?? forBlock;
      if (said === null) continue;
      const before = saidById.get(id) ?? null;
      if (isOpposite(before, said) || isOpposite(forBlock, said) || isOpposite(forAll, said))
        return refused('says_two_things', id);
      saidById.set(id, said);
    }
  }
  return {
    unknown,
    steps: payments.map((payment): AnswerStep => {
      const { endToEndId, withdrawalId } = payment;
      const said = saidById.get(endToEndId) ?? blockSaid.get(endToEndId) ?? forAll;
      const deed = deedOf(said, placeOf(withdrawalId));
      const isRejected = said !== null && answerKindOf(said.status) === 'rejected';
      const reason = isRejected ? bankReason(said.reason?.code ?? null, said.reason?.added ?? '') : null;
      return { payment, status: said?.status ?? null, deed, reason };
    }),
  };
}
