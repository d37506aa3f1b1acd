import type { Database } from '../../db/client';
import { takeDueMail, updateMail } from '../../db/queries/mails';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { NoticeOf } from '../../engine/notice-details';
import { authorize } from '../authorize';
import { log } from '../log';

/** What an e-mail tells, to whom, in which language. */
export interface MailToWrite {
  notice: NoticeOf;
  personName: string;
  storeName: string;
  locale: string;
  timezone: string;
}

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

export interface OutgoingMail extends WrittenMail {
  to: { name: string; address: string };
  /** Stays the same however often it is tried. */
  messageId: string;
}

/** What e-mails go through, and who puts them into words. */
export interface MailSender {
  write(mail: MailToWrite): WrittenMail;
  /** Resolves once the server has taken the e-mail; rejects where it did not. */
  send(mail: OutgoingMail): Promise<void>;
  /** The domain that the e-mails' ids are of. */
  domain: string;
}

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * MINUTE_MS;
const GIVE_UP_MS = 7 * 24 * 60 * MINUTE_MS;
/** So many in a row, and the mail server is left alone for now. */
const FAILURES_AT_ONCE = 3;

/** One minute, two, four and so on, up to six hours. */
function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** Math.min(attempts - 1, 20));
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\0', '').slice(0, 1000);
}

/**
 * Sends the e-mails that are due, each by one process, and each until the mail server took it: after a refusal again,
 * later and later, for a week.
 *
 * @param isStopping asked before each e-mail
 * @returns how many were sent
 */
export async function sendMails(
  database: Database,
  actor: Actor,
  sender: MailSender,
  options: { now?: () => Date; isStopping?: () => boolean } = {},
): Promise<number> {
  authorize(actor, 'notices.send');
  const { now = () => new Date(), isStopping = () => false } = options;
  let sent = 0;
  let failures = 0;
  while (failures < FAILURES_AT_ONCE && !isStopping()) {
    const outcome = await sendNext(database, sender, now());
    if (outcome === 'none') break;
    failures = outcome === 'refused' ? failures + 1 : 0;
    if (outcome === 'sent') sent += 1;
  }
  return sent;
}

/**
 * Not `inTransaction`: an e-mail that was sent must not be sent again because its row could not be written. A server
 * that dies between the two sends it twice, under the same id, by which mail programs know it as one.
 */
async function sendNext(
  database: Database,
  sender: MailSender,
  now: Date,
): Promise<'none' | 'sent' | 'given_up' | 'refused'> {
  return database.drizzle.transaction(async (executor) => {
    const due = await takeDueMail(executor, now);
    if (due === null) return 'none';
    const { mail, notice, person, merchantName } = due;
    const isTheirs = person.role === 'seller' && person.merchantId === mail.merchantId;
    if (person.endedAt !== null || person.isDemo || !isTheirs) {
      await updateMail(executor, mail.mailId, {
        status: 'given_up',
        lastError: 'no longer a seller of the store',
      });
      return 'given_up';
    }
    if (now.getTime() - notice.madeAt.getTime() >= GIVE_UP_MS) {
      // What was told so long ago, for want of a mail server or of its consent, is in the portal.
      await updateMail(executor, mail.mailId, {
        status: 'given_up',
        lastError: mail.lastError ?? 'was not sent within a week',
      });
      return 'given_up';
    }
    const { timezone } = (await readMarketplace(executor)).policy;
    const attempts = mail.attempts + 1;
    try {
      const written = sender.write({
        notice: notice as unknown as NoticeOf,
        personName: person.name,
        storeName: merchantName ?? mail.merchantId,
        locale: person.locale,
        timezone,
      });
      await sender.send({
        ...written,
        to: { name: person.name, address: person.email },
        messageId: `<sluice-notice-${mail.mailId}@${sender.domain}>`,
      });
    } catch (error) {
      log().warn({ error, mail: mail.mailId.toString(), attempts }, 'an e-mail was not taken');
      await updateMail(executor, mail.mailId, {
        attempts,
        lastError: wordsOf(error),
        nextTryAt: new Date(now.getTime() + pauseAfter(attempts)),
      });
      return 'refused';
    }
    await updateMail(executor, mail.mailId, { status: 'sent', attempts, lastError: null, sentAt: now });
    return 'sent';
  });
}
