import type { Database } from '../../db/client';
import type { RecordedFact } from '../../db/queries/replay';
import { type LateWithdrawals, noLateWithdrawals } from '../../engine/backtests';
import { type CalendarDate, daysBetween } from '../../engine/calendar';
import { recordAgain } from '../replay/player';

/**
 * Withdrawals that a backtest's money comes too late for. A seller withdraws when the money is there: so they wait, each
 * store's in their order in each currency, and are tried again after each later run. What the bank sent back waits behind
 * the withdrawal that it belongs to.
 */

interface Said {
  type: string;
  merchant: string;
  currency: string;
  /** A whole number, or the text of one. */
  amount: number | string;
}

interface Waiting {
  fact: RecordedFact;
  said: Said;
}

function said({ content }: RecordedFact): Said | null {
  const { type } = content as Said;
  return type === 'withdrawal.settled' || type === 'withdrawal.returned' ? (content as Said) : null;
}

/** Currencies are three letters: what follows is the merchant's id, whatever is in it. */
const keyOf = ({ merchant, currency }: Said) => `${currency} ${merchant}`;

export class LateWithdrawalQueue {
  private readonly queues = new Map<string, Waiting[]>();
  private readonly found = new Map<string, { merchantId: string; currency: string; late: LateWithdrawals }>();

  /** Takes what was refused because the money was not there; false where it is something else. */
  refuse(fact: RecordedFact, code: string | undefined): boolean {
    const what = said(fact);
    if (what?.type !== 'withdrawal.settled' || code !== 'insufficient_funds') return false;
    this.push({ fact, said: what });
    return true;
  }

  /** Takes what has to wait behind one that waits already. */
  takesOut(fact: RecordedFact): boolean {
    const what = said(fact);
    if (what === null || !this.queues.has(keyOf(what))) return false;
    this.push({ fact, said: what });
    return true;
  }

  private push(waiting: Waiting): void {
    const key = keyOf(waiting.said);
    const queue = this.queues.get(key) ?? [];
    queue.push(waiting);
    this.queues.set(key, queue);
    if (waiting.said.type !== 'withdrawal.settled') return;
    const late = this.lateOf(waiting.said);
    late.waiting += 1;
    late.waiting_minor = plus(late.waiting_minor, waiting.said.amount);
  }

  private lateOf({ merchant: merchantId, currency }: Said): LateWithdrawals {
    const key = keyOf({ merchant: merchantId, currency } as Said);
    const found = this.found.get(key) ?? { merchantId, currency, late: noLateWithdrawals() };
    this.found.set(key, found);
    return found.late;
  }

  private settle({ fact, said: what }: Waiting, runOn: CalendarDate): void {
    if (what.type !== 'withdrawal.settled') return;
    const late = this.lateOf(what);
    late.waiting -= 1;
    late.waiting_minor = plus(late.waiting_minor, -BigInt(what.amount));
    const days = daysBetween(fact.open_on ?? runOn, runOn);
    // On the same day, it waited for nothing but the run.
    if (days > 0) count(late, what.amount, days);
  }

  /** Tries what waits once more, the first of each store and currency first, until nothing more goes through. */
  async tryAgain(scratch: Database, runOn: CalendarDate): Promise<void> {
    let trying = [...this.queues.keys()].toSorted();
    while (trying.length > 0) {
      const heads = trying.flatMap((key) => this.queues.get(key)?.slice(0, 1) ?? []);
      const answers = await recordAgain(
        scratch,
        heads.map(({ fact }) => fact),
      );
      const gone: string[] = [];
      for (const [index, { status }] of answers.entries()) {
        const head = heads[index];
        if (status !== 'applied' || head === undefined) continue;
        const key = keyOf(head.said);
        const rest = this.queues.get(key)?.slice(1) ?? [];
        if (rest.length > 0) this.queues.set(key, rest);
        else this.queues.delete(key);
        this.settle(head, runOn);
        gone.push(key);
      }
      trying = gone.filter((key) => this.queues.has(key));
    }
  }

  /** What came late, by merchant and currency; what still waits has waited until the day after the end. */
  end(to: CalendarDate): { merchantId: string; currency: string; late: LateWithdrawals }[] {
    for (const queue of this.queues.values()) {
      for (const { fact, said: what } of queue) {
        if (what.type !== 'withdrawal.settled') continue;
        count(this.lateOf(what), what.amount, daysBetween(fact.open_on ?? to, to) + 1);
      }
    }
    return [...this.found.values()].filter(({ late }) => late.count > 0);
  }
}

function plus(sum: string, amount: number | string | bigint): string {
  return (BigInt(sum) + BigInt(amount)).toString();
}

function count(late: LateWithdrawals, amount: number | string, days: number): void {
  late.count += 1;
  late.minor = plus(late.minor, amount);
  late.minor_days = plus(late.minor_days, BigInt(amount) * BigInt(days));
}
