import type { Database } from '../../db/client';
import { amountsOf } from '../../db/queries/books';
import { readEntriesAfter } from '../../db/queries/statements';
import { ACCOUNTS, type Amounts, type EntryKind, noAmounts } from '../../engine/accounts';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { authorizeSeller } from '../authorize';
import { inSnapshot } from '../snapshot';
import { getStatement, type StoreStatement } from './get-statement';

/** A statement to be taken away: its sums, and every entry behind them. */

export interface StatementLine {
  entrySeq: bigint;
  bookedOn: CalendarDate;
  effectiveOn: CalendarDate;
  kind: EntryKind;
  orderId: string | null;
  rule: string;
  amounts: Amounts;
}

export interface TakenStatement {
  statement: StoreStatement;
  /** Its entries in their order, a chunk at a time, each read when it is asked for. */
  chunks: AsyncGenerator<StatementLine[], void, void>;
}

const LINES_AT_ONCE = 2000;

/** Entries are never changed and their places never given twice: each chunk is of the books as the sums were. */
async function* readChunks(
  database: Database,
  actor: Actor,
  { merchantId, currency, places, kinds }: StoreStatement,
): AsyncGenerator<StatementLine[], void, void> {
  if (places === null) return;
  let after = places.first - 1n;
  let count = 0;
  const sums = noAmounts();
  while (after < places.last) {
    const place = after;
    const rows = await inSnapshot(database, actor, (executor) =>
      readEntriesAfter(executor, merchantId, currency, place, places.last, LINES_AT_ONCE),
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    const lines = rows.map((row) => ({
      entrySeq: row.entrySeq,
      bookedOn: row.bookedOn,
      effectiveOn: row.effectiveOn,
      kind: row.kind as EntryKind,
      orderId: row.orderId,
      rule: row.rule,
      amounts: amountsOf(row),
    }));
    for (const { amounts } of lines) for (const account of ACCOUNTS) sums[account] += amounts[account];
    count += lines.length;
    yield lines;
    after = last.entrySeq;
  }
  const differs = ACCOUNTS.some(
    (account) => sums[account] !== kinds.reduce((sum, { amounts }) => sum + amounts[account], 0n),
  );
  if (differs || count !== kinds.reduce((sum, { entries }) => sum + entries, 0))
    throw new Error(`the entries of a month of ${merchantId} are not what their sums say`);
}

/** The acting seller's own; null where there is none, as `getStatement`. */
export async function takeStatement(
  database: Database,
  actor: Actor,
  question: { month: string; currency: string | null },
): Promise<TakenStatement | null> {
  const seller = authorizeSeller(actor, 'capital.read');
  const statement = await getStatement(database, seller, question);
  return statement === null ? null : { statement, chunks: readChunks(database, seller, statement) };
}
