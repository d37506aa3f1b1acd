import type { Executor } from '../../db/client';
import { type ChainEnd, type ChainRow, readChain } from '../../db/queries/audit-log';
import type { Finding } from '../../db/queries/invariants';
import { CHAIN_START, hashOf } from './record-audit';

/** Walking the audit log's chain from its first row to its last. */

/** What the walk found, and the chain's last row: only who knows it from before can tell that the end was cut off. */
export interface ChainWalked extends Finding {
  head: ChainEnd | null;
}

const ROWS_AT_ONCE = 1000;
const PLACES_TOLD = 5;

/** What does not hold of a row that stands after another, or first. */
function faultsOf(row: ChainRow, previous: ChainEnd | null): string[] {
  const faults: string[] = [];
  const expected = (previous?.auditSeq ?? 0n) + 1n;
  if (row.auditSeq < expected) faults.push('it stands before the first');
  else if (row.auditSeq === expected + 1n) faults.push(`row ${expected} is missing before it`);
  else if (row.auditSeq > expected)
    faults.push(`rows ${expected} to ${row.auditSeq - 1n} are missing before it`);
  if (row.previousHash !== (previous?.hash ?? CHAIN_START))
    faults.push(
      previous === null ? 'it does not begin the chain' : `it does not follow row ${previous.auditSeq}`,
    );
  if (row.hash !== hashOf(row)) faults.push('its hash is not that of its fields');
  return faults;
}

/**
 * 8. The audit chain is unbroken: the rows are numbered from 1 on without a gap, each names the hash of the one before,
 * and each has the hash of its own fields. Holds no more than a chunk of rows at a time.
 *
 * @param rowsAtOnce how many rows are read at a time
 */
export async function walkAuditChain(
  executor: Executor,
  rowsAtOnce: number = ROWS_AT_ONCE,
): Promise<ChainWalked> {
  const found: ChainWalked = { counted: 0, wrong: 0, places: [], head: null };
  let chunk: ChainRow[];
  do {
    chunk = await readChain(executor, found.head?.auditSeq ?? null, rowsAtOnce);
    for (const row of chunk) {
      const faults = faultsOf(row, found.head);
      found.counted += 1;
      if (faults.length > 0) {
        found.wrong += 1;
        if (found.places.length < PLACES_TOLD) found.places.push(`row ${row.auditSeq}: ${faults.join(', ')}`);
      }
      found.head = { auditSeq: row.auditSeq, hash: row.hash };
    }
  } while (chunk.length === rowsAtOnce);
  return found;
}
