import type { Executor } from '../../db/client';
import { insertMails, insertNotices, lockNotices, type NewNotice } from '../../db/queries/notices';
import type { NoticeOf } from '../../engine/notice-details';

/** Something to tell a store, once for its cause. */
export type Told = NoticeOf & {
  /** What made it: a change, an entry, a withdrawal's step. */
  cause: string;
};

/** Tells a store, in the transaction that does what it is told of: a notice for each, and an e-mail to each seller. */
export async function tellStore(executor: Executor, merchantId: string, told: Told[]): Promise<void> {
  await lockNotices(executor, merchantId);
  await tellLocked(executor, merchantId, told, { byMail: true });
}

/** The same, where the store's notices are locked already. */
export async function tellLocked(
  executor: Executor,
  merchantId: string,
  told: Told[],
  { byMail }: { byMail: boolean },
): Promise<number> {
  const rows = told.map(({ details, ...notice }): NewNotice => ({ ...notice, details: { ...details } }));
  const places = await insertNotices(executor, merchantId, rows);
  if (byMail) await insertMails(executor, merchantId, places);
  return places.length;
}
