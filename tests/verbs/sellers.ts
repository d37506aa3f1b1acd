import { endCalendarFeed } from '@/services/calendar-feed/end-calendar-feed';
import { listCalendarFeeds } from '@/services/calendar-feed/list-calendar-feeds';
import { makeCalendarFeed } from '@/services/calendar-feed/make-calendar-feed';
import { countUnreadNotices, listNotices } from '@/services/notices/list-notices';
import { makeNotices } from '@/services/notices/make-notices';
import { markNotices } from '@/services/notices/mark-notices';
import { sendMails } from '@/services/notices/send-mails';
import { getCertificate } from '@/services/statements/get-certificate';
import { getStatement } from '@/services/statements/get-statement';
import { listStatements } from '@/services/statements/list-statements';
import { takeStatement } from '@/services/statements/take-statement';
import { addBankAccount } from '@/services/withdrawals/add-bank-account';
import { askWithdrawal } from '@/services/withdrawals/ask-withdrawal';
import { listBankAccounts } from '@/services/withdrawals/list-bank-accounts';
import { listWithdrawals } from '@/services/withdrawals/list-withdrawals';
import { listWithdrawalsToMark } from '@/services/withdrawals/list-withdrawals-to-mark';
import { markWithdrawalReturned, markWithdrawalSent } from '@/services/withdrawals/mark-withdrawal';
import { removeBankAccount } from '@/services/withdrawals/remove-bank-account';
import { weighWithdrawal } from '@/services/withdrawals/weigh-withdrawal';

import { BANK_ACCOUNT, FORM, HEADERS, NO_MAIL, NOBODY_ELSE, type Verb, WITHDRAWAL } from './given';

export const SELLERS: Record<string, Verb> = {
  'statements/get-certificate#getCertificate': {
    may: ['seller'],
    call: (database, actor) => getCertificate(database, actor, { asOf: null }),
  },
  'statements/get-statement#getStatement': {
    may: ['seller'],
    call: (database, actor) => getStatement(database, actor, { month: '2026-01', currency: null }),
  },
  'statements/list-statements#listStatements': {
    may: ['seller'],
    call: (database, actor) => listStatements(database, actor, { currency: null, before: null }),
  },
  'statements/take-statement#takeStatement': {
    may: ['seller'],
    call: (database, actor) => takeStatement(database, actor, { month: '2026-01', currency: null }),
  },
  'calendar-feed/end-calendar-feed#endCalendarFeed': {
    may: ['seller'],
    call: (database, actor) => endCalendarFeed(database, actor, { ...FORM, feedId: 'f' }),
  },
  'calendar-feed/list-calendar-feeds#listCalendarFeeds': {
    may: ['seller'],
    call: (database, actor) => listCalendarFeeds(database, actor),
  },
  'calendar-feed/make-calendar-feed#makeCalendarFeed': {
    may: ['seller'],
    call: (database, actor) => makeCalendarFeed(database, actor, { ...FORM, locale: 'en' }),
  },
  'notices/list-notices#listNotices': {
    may: ['seller'],
    call: (database, actor) => listNotices(database, actor, { kind: null, isUnread: false, before: null }),
  },
  'notices/list-notices#countUnreadNotices': {
    may: ['seller'],
    call: (database, actor) => countUnreadNotices(database, actor),
  },
  'notices/mark-notices#markNotices': {
    may: ['seller'],
    call: (database, actor) => markNotices(database, actor, { upTo: 0n }),
  },
  'notices/make-notices#makeNotices': {
    may: NOBODY_ELSE,
    call: (database, actor) => makeNotices(database, actor),
  },
  'notices/send-mails#sendMails': {
    may: NOBODY_ELSE,
    call: (database, actor) => sendMails(database, actor, NO_MAIL),
  },
  'withdrawals/list-withdrawals#listWithdrawals': {
    may: ['seller'],
    call: (database, actor) => listWithdrawals(database, actor, { currency: null, before: null }),
  },
  'withdrawals/weigh-withdrawal#weighWithdrawal': {
    may: ['seller'],
    call: (database, actor) => weighWithdrawal(database, actor, WITHDRAWAL),
  },
  'withdrawals/ask-withdrawal#askWithdrawal': {
    may: ['seller'],
    call: (database, actor) => askWithdrawal(database, actor, WITHDRAWAL),
  },
  'withdrawals/list-withdrawals-to-mark#listWithdrawalsToMark': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => listWithdrawalsToMark(database, actor, 'asked'),
  },
  'withdrawals/mark-withdrawal#markWithdrawalSent': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => markWithdrawalSent(database, actor, { withdrawalId: 'w' }),
  },
  'withdrawals/mark-withdrawal#markWithdrawalReturned': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => markWithdrawalReturned(database, actor, { withdrawalId: 'w', why: 'refused' }),
  },
  'withdrawals/list-bank-accounts#listBankAccounts': {
    may: ['seller'],
    call: (database, actor) => listBankAccounts(database, actor),
  },
  'withdrawals/add-bank-account#addBankAccount': {
    may: ['seller'],
    call: (database, actor) => addBankAccount(database, actor, BANK_ACCOUNT, HEADERS),
  },
  'withdrawals/remove-bank-account#removeBankAccount': {
    may: ['seller'],
    call: (database, actor) => removeBankAccount(database, actor, WITHDRAWAL),
  },
};
