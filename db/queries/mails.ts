import { and, asc, eq, lte } from 'drizzle-orm';
import type { Executor } from '../client';
import { merchants } from '../schema/merchants';
import { mails, notices } from '../schema/notices';
import { people } from '../schema/people';

/** The e-mails of notices. */

/** The next e-mail that is due, locked until the transaction ends; those that others have locked are passed over. */
export async function takeDueMail(executor: Executor, now: Date) {
  const [row] = await executor
    .select({ mail: mails, notice: notices, person: people, merchantName: merchants.name })
    .from(mails)
    .innerJoin(notices, and(eq(notices.merchantId, mails.merchantId), eq(notices.noticeSeq, mails.noticeSeq)))
    .innerJoin(people, eq(people.id, mails.personId))
    .innerJoin(merchants, eq(merchants.merchantId, mails.merchantId))
    .where(and(eq(mails.status, 'waiting'), lte(mails.nextTryAt, now)))
    .orderBy(asc(mails.nextTryAt), asc(mails.mailId))
    .limit(1)
    .for('update', { of: mails, skipLocked: true });
  return row ?? null;
}

export async function updateMail(
  executor: Executor,
  mailId: bigint,
  change: Partial<
    Pick<typeof mails.$inferInsert, 'status' | 'attempts' | 'nextTryAt' | 'lastError' | 'sentAt'>
  >,
): Promise<void> {
  await executor.update(mails).set(change).where(eq(mails.mailId, mailId));
}
