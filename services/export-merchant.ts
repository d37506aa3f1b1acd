import { createHash } from 'node:crypto';
import type { Database, Executor } from '../db/client';
import { readLatestAssessment, readMerchant, readOpenHolds, readOrderStates } from '../db/queries/answers';
import type { Actor } from '../engine/actor';
import { authorize } from './authorize';
import { accountsOf, assessmentAnswer, openHoldAnswer } from './get-merchant';
import { inSnapshot } from './snapshot';

/**
 * What `getMerchant` answers, as JSON in pieces: a merchant with a million orders is read a stretch at a time and becomes
 * text once, and the process goes on with others' requests between stretches.
 */

/** How many rows become text at a time. */
const ROWS_AT_ONCE = 5000;

export interface MerchantExport {
  /** Another one each time that the merchant's books have changed. */
  mark: string;
  /** In UTF-8, in their order; null where whoever asks has it already. */
  pieces: Buffer[] | null;
}

type MerchantRow = NonNullable<Awaited<ReturnType<typeof readMerchant>>>;

/** Whoever changes the books takes the merchant's row first, and taking it is counted. */
function markOf({ merchantId, lockCount, factCount, entryCount, ...row }: MerchantRow): string {
  const state = [merchantId, lockCount, factCount, entryCount, row.visitedOn, row.visitedAttempt];
  return createHash('sha256')
    .update(JSON.stringify(state.map(String)))
    .digest('base64url');
}

/** Appends rows, stretch by stretch, each as the text that is made of it, with commas between. */
async function append<Row>(
  pieces: Buffer[],
  readAfter: (last: Row | null) => Promise<Row[]>,
  textOf: (row: Row) => string,
  limit: number,
): Promise<void> {
  let last: Row | null = null;
  for (;;) {
    const rows: Row[] = await readAfter(last);
    if (rows.length > 0) pieces.push(Buffer.from((last === null ? '' : ',') + rows.map(textOf).join(',')));
    if (rows.length < limit) return;
    last = rows.at(-1) ?? null;
  }
}

async function readPieces(executor: Executor, merchant: MerchantRow, limit: number): Promise<Buffer[]> {
  const { merchantId } = merchant;
  const standing = {
    enrolment: merchant.enrolment,
    tier: merchant.tier,
    cancelled_on: merchant.cancelledOn,
    accounts: await accountsOf(executor, merchantId, null),
  };
  const pieces = [Buffer.from(`${JSON.stringify(standing).slice(0, -1)},"holds":[`)];
  await append<Awaited<ReturnType<typeof readOpenHolds>>[number]>(
    pieces,
    (after) => readOpenHolds(executor, merchantId, { after, limit }),
    (hold) => JSON.stringify(openHoldAnswer(hold)),
    limit,
  );
  pieces.push(Buffer.from('],"orders":{'));
  await append<Awaited<ReturnType<typeof readOrderStates>>[number]>(
    pieces,
    (last) => readOrderStates(executor, merchantId, { after: last?.orderId ?? null, limit }),
    ({ orderId, state, releasedOn }) =>
      `${JSON.stringify(orderId)}:${JSON.stringify({ state, released_on: releasedOn })}`,
    limit,
  );
  const assessment = assessmentAnswer(await readLatestAssessment(executor, merchantId));
  pieces.push(Buffer.from(`},"assessment":${JSON.stringify(assessment)}}`));
  return pieces;
}

/**
 * Everything of one merchant, now. Throws `Refused`.
 *
 * @param isKnown whether whoever asks has what goes by a mark; it is then not read
 * @returns null for a merchant that has not opened
 */
export async function exportMerchant(
  database: Database,
  actor: Actor,
  merchantId: string,
  isKnown: (mark: string) => boolean = () => false,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<MerchantExport | null> {
  authorize(actor, 'merchant.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const mark = markOf(merchant);
    return { mark, pieces: isKnown(mark) ? null : await readPieces(executor, merchant, rowsAtOnce) };
  });
}
