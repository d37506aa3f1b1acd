import type { EntryKind } from '@/engine/accounts';
import { share } from '@/engine/money';
import type { RefundReason } from '@/engine/policy';
import type { Entry } from '@/engine/records';

/** One entry of the ledger with what its sentence needs. */
export interface EntryLine extends Omit<Entry, 'cause'> {
  tier: string | null;
  depositBps: number | null;
  refundReason: RefundReason | null;
}

type Sums = Record<string, bigint>;

/** Which sentence tells an entry, and the sums in it. */
export interface EntrySentence {
  key:
    | Exclude<EntryKind, 'adjustment'>
    | 'adjustment_credit'
    | 'adjustment_charge'
    | 'release_early_capped'
    | 'release_early_nothing_frozen';
  sums: Sums;
  /** What of a credit paid back a debt, and what of a deduction became one; 0 where none. */
  recoveredMinor: bigint;
  owedMinor: bigint;
}

function keyOf({ kind, amounts, depositBps }: EntryLine, netMinor: bigint): EntrySentence['key'] {
  if (kind === 'adjustment') return amounts.clearing < 0n ? 'adjustment_credit' : 'adjustment_charge';
  if (kind !== 'release_early') return kind;
  if (amounts.deposit === 0n) return 'release_early_nothing_frozen';
  return amounts.deposit < share(netMinor, depositBps ?? 0) ? 'release_early_capped' : 'release_early';
}

/** Every sum of a sentence comes from the entry's own eight amounts. */
export function entrySentence(line: EntryLine): EntrySentence {
  const { amounts } = line;
  const { receivable } = amounts;
  // What the merchant got or gave, whichever of its accounts it touched.
  const own = amounts.payment_account + amounts.marketplace_account + receivable;
  const netMinor = own + amounts.deposit;
  const isRefund =
    line.kind === 'deduction' || line.kind === 'platform_refund' || line.kind === 'refund_from_order';
  const moved = isRefund ? amounts.clearing : amounts.clearing < 0n ? -amounts.clearing : amounts.clearing;
  const isWriteOff = line.kind === 'write_off';
  let amount = isWriteOff ? receivable : moved;
  if (line.kind === 'hold_release' || line.kind === 'hold_freed') amount = -amounts.deposit;
  return {
    key: keyOf(line, netMinor),
    sums: {
      amount,
      advance: own,
      net: netMinor,
      frozen: amounts.deposit,
      fee: amounts.fees < 0n ? -amounts.fees : amounts.fees,
      borne: -netMinor,
    },
    recoveredMinor: receivable > 0n && !isWriteOff ? receivable : 0n,
    owedMinor: receivable < 0n ? -receivable : 0n,
  };
}
