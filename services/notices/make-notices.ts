import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { lastEntryOfAllOn } from '../../db/queries/entries';
import { bookingDateAt } from '../../db/queries/happenings';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  findStoresToTell,
  lastChangeBefore,
  moveNoticeCursor,
  readNoticeCursor,
  tryLockNotices,
} from '../../db/queries/notices';
import type { Actor } from '../../engine/actor';
import { addDays, later } from '../../engine/calendar';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';
import { happeningsOfCorrections, happeningsOfEnrolment, happeningsOfEntries } from './find-happenings';
import { tellLocked } from './tell-store';

/** What happened before, when a store's books are looked through for the first time, is told of so many days. */
const FIRST_DAYS = 30;
/** About so many entries are looked through in one transaction; a day's are never parted. */
const ENTRIES_AT_ONCE = 20_000n;

/**
 * Looks through the books of every store that has a seller, from where it stopped the last time, and tells what there is
 * to tell: each once, however many processes do so at a time. What is found the first time is not sent by e-mail.
 *
 * @returns how many notices were made
 */
export async function makeNotices(database: Database, actor: Actor): Promise<number> {
  authorize(actor, 'notices.send');
  let made = 0;
  for (const merchantId of await findStoresToTell(database.drizzle)) {
    for (let more = true; more; ) {
      const step = await lookOn(database, merchantId);
      made += step.made;
      more = step.more;
    }
  }
  return made;
}

/** Looks through the next stretch of a store's books. */
async function lookOn(database: Database, merchantId: string): Promise<{ made: number; more: boolean }> {
  return inTransaction(database, async (executor) => {
    const nothing = { made: 0, more: false };
    if (!(await tryLockNotices(executor, merchantId))) return nothing;
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return nothing;
    const { entryCount, enrolmentChangeCount: changeCount } = merchant;
    let cursor = await readNoticeCursor(executor, merchantId);
    const byMail = cursor !== null;
    if (cursor === null) {
      const { openOn } = await readMarketplace(executor);
      const today = later(openOn, merchant.lastBookedOn) ?? merchant.openedOn ?? '1970-01-01';
      const from = addDays(today, -FIRST_DAYS);
      cursor = {
        merchantId,
        entrySeq: await lastEntryOfAllOn(executor, merchant, addDays(from, -1)),
        changeSeq: await lastChangeBefore(executor, merchantId, from),
      };
    }
    const corrections = await happeningsOfCorrections(executor, merchantId);
    const isSeen = cursor.entrySeq >= entryCount && cursor.changeSeq >= changeCount;
    if (isSeen && corrections.length === 0 && byMail) return nothing;
    // The first look is one, however long: what comes after it is sent by e-mail.
    let upTo = entryCount;
    if (byMail && entryCount - cursor.entrySeq > ENTRIES_AT_ONCE) {
      const date = await bookingDateAt(executor, merchantId, cursor.entrySeq + ENTRIES_AT_ONCE);
      if (date !== null) upTo = await lastEntryOfAllOn(executor, merchant, date);
    }
    const told = [
      ...(await happeningsOfEnrolment(executor, merchant, cursor.changeSeq, changeCount)),
      ...(await happeningsOfEntries(executor, merchantId, cursor.entrySeq, upTo)),
      ...corrections,
    ];
    // The oldest first; what happened on one day stays in the order in which it was found.
    told.sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : Number(a.happenedOn > b.happenedOn)));
    const made = await tellLocked(executor, merchantId, told, { byMail });
    await moveNoticeCursor(executor, { merchantId, entrySeq: upTo, changeSeq: changeCount });
    return { made, more: upTo < entryCount };
  });
}
