import type { Database } from '@/db/client';
import type { Actor } from '@/engine/actor';
import { changePerson } from '@/services/access/change-person';
import { endPerson } from '@/services/access/end-person';
import { endSession } from '@/services/access/end-session';
import { endSessions } from '@/services/access/end-sessions';
import { findSellers } from '@/services/access/find-sellers';
import { getPersonAccess } from '@/services/access/get-person-access';
import { invitePerson } from '@/services/access/invite-person';
import { listInvitations } from '@/services/access/list-invitations';
import { listKeys } from '@/services/access/list-keys';
import { listPeople } from '@/services/access/list-people';
import { makeApiKey } from '@/services/access/make-api-key';
import { makePasswordLink } from '@/services/access/make-password-link';
import { removeSecondFactor } from '@/services/access/remove-second-factor';
import { restorePerson } from '@/services/access/restore-person';
import { revokeApiKey } from '@/services/access/revoke-api-key';
import { revokeInvitation } from '@/services/access/revoke-invitation';
import { exportAudit } from '@/services/audit/export-audit';
import { listAccessChanges, listAudit } from '@/services/audit/list-audit';
import { endCalendarFeed } from '@/services/calendar-feed/end-calendar-feed';
import { listCalendarFeeds } from '@/services/calendar-feed/list-calendar-feeds';
import { makeCalendarFeed } from '@/services/calendar-feed/make-calendar-feed';
import { changeParticipation } from '@/services/change-participation';
import { explainEntry } from '@/services/explain-entry';
import { explainFigure } from '@/services/explain-figure';
import { fillDemoIfEmpty } from '@/services/fill-demo';
import { getAssessment } from '@/services/get-assessment';
import { getCapital } from '@/services/get-capital';
import { getDeposit } from '@/services/get-deposit';
import { getExpectedDay } from '@/services/get-expected-day';
import { getMerchant, getMerchantAsOf, getMerchants } from '@/services/get-merchant';
import { getMerchantMoney } from '@/services/get-merchant-money';
import { getMerchantName } from '@/services/get-merchant-name';
import { getOrder } from '@/services/get-order';
import { getReleaseCalendar } from '@/services/get-release-calendar';
import { getRules } from '@/services/get-rules';
import { getStanding } from '@/services/get-standing';
import { getSummary } from '@/services/get-summary';
import { getValue } from '@/services/get-value';
import { importFacts } from '@/services/import-facts';
import { listAssessments } from '@/services/list-assessments';
import { listOrders } from '@/services/list-orders';
import { listRuns } from '@/services/list-runs';
import { countUnreadNotices, listNotices } from '@/services/notices/list-notices';
import { makeNotices } from '@/services/notices/make-notices';
import { markNotices } from '@/services/notices/mark-notices';
import { sendMails } from '@/services/notices/send-mails';
import { playScenario } from '@/services/play-scenario';
import { recordFacts } from '@/services/record-facts';
import { replayBooks } from '@/services/replay-books';
import { nextRunDate, runDay, today } from '@/services/run-day';
import { setPolicy, showPolicy } from '@/services/set-policy';
import { addDemoPeople } from '@/services/sign-in/add-demo-people';
import { beginSecondFactor } from '@/services/sign-in/begin-second-factor';
import { changePassword } from '@/services/sign-in/change-password';
import { confirmSecondFactor } from '@/services/sign-in/confirm-second-factor';
import { endOwnSessions } from '@/services/sign-in/end-own-sessions';
import { getAccount } from '@/services/sign-in/get-account';
import { keepLocale } from '@/services/sign-in/keep-locale';
import { renewBackupCodes } from '@/services/sign-in/renew-backup-codes';
import { replaceSecondFactor } from '@/services/sign-in/replace-second-factor';
import { getNextRun, startNextRun } from '@/services/start-next-run';
import { getCertificate } from '@/services/statements/get-certificate';
import { getStatement } from '@/services/statements/get-statement';
import { listStatements } from '@/services/statements/list-statements';
import { takeStatement } from '@/services/statements/take-statement';
import { verifyBooks } from '@/services/verify-books';
import { addBankAccount } from '@/services/withdrawals/add-bank-account';
import { askWithdrawal } from '@/services/withdrawals/ask-withdrawal';
import { listBankAccounts } from '@/services/withdrawals/list-bank-accounts';
import { listWithdrawals } from '@/services/withdrawals/list-withdrawals';
import { listWithdrawalsToMark } from '@/services/withdrawals/list-withdrawals-to-mark';
import { markWithdrawalReturned, markWithdrawalSent } from '@/services/withdrawals/mark-withdrawal';
import { removeBankAccount } from '@/services/withdrawals/remove-bank-account';
import { weighWithdrawal } from '@/services/withdrawals/weigh-withdrawal';
import { keyWith, OPERATOR, sellerOf, staff } from './actors';

/** Every verb of the services, who may do it, and how it is called. */

export const ACTORS = {
  seller: sellerOf('m'),
  reviewer: staff('reviewer'),
  approver: staff('approver'),
  auditor: staff('auditor'),
  administrator: staff('administrator'),
  key_to_read: keyWith(['read']),
  key_to_write: keyWith(['facts:write']),
  operator: OPERATOR,
} satisfies Record<string, Actor>;
export type Who = keyof typeof ACTORS;

const DAY = '2026-01-02';
const NOW = new Date('2026-01-02T00:00:00Z');
const FACT = { id: 'f', type: 'merchant.opened', at: `${DAY}T04:00:00Z`, merchant: 'm' };
const HOLDS = { currency: null, asOf: null, from: null, which: 'open', orderId: null, place: null } as const;
const ANY_ORDERS = { which: 'all', sort: 'newest' } as const;
const ORDERS = { ...ANY_ORDERS, currency: null, from: null, to: null, search: null, place: null };
const PASSWORD = 'correct horse battery staple';
const PROOF = { password: PASSWORD, code: '000000' };
const FORM = {
  submissionId: '0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10',
  personId: 'ann',
  why: 'they have left us',
};
const HEADERS = new Headers();
const WITHDRAWAL = { submissionId: FORM.submissionId, currency: 'USD', amount: '1', bankAccountId: 'b' };
const BANK_ACCOUNT = {
  ...{ submissionId: FORM.submissionId, currency: 'USD', holderName: 'Ann', bankName: 'Bank', country: 'DE' },
  ...{
    iban: 'DE89370400440532013000',
    accountNumber: '',
    bic: '',
    replaces: null,
    password: PASSWORD,
    code: '',
  },
};
const NO_MAIL = {
  domain: 'example.com',
  write: () => ({ subject: '', text: '', html: '' }),
  send: () => Promise.reject(new Error('there is no mail server')),
};
const IMPORT = { runDaily: true, until: null, onRefused: () => {} };

const READERS: Who[] = ['reviewer', 'approver', 'auditor', 'operator'];
const READERS_AND_KEYS: Who[] = [...READERS, 'key_to_read'];
const NOBODY_ELSE: Who[] = ['operator'];
const PEOPLE: Who[] = ['seller', 'reviewer', 'approver', 'auditor', 'administrator'];
const KEEPERS: Who[] = ['administrator', 'operator'];

export interface Verb {
  may: Who[];
  call: (database: Database, actor: Actor, ownerUrl: string) => Promise<unknown>;
}

export const VERBS: Record<string, Verb> = {
  'audit/export-audit#exportAudit': {
    may: READERS,
    call: (database, actor) => exportAudit(database, actor, { now: NOW }),
  },
  'change-participation#changeParticipation': {
    may: ['seller'],
    call: (database, actor) => changeParticipation(database, actor, { ...FORM, to: 'opted_out' }),
  },
  'fill-demo#fillDemoIfEmpty': {
    may: NOBODY_ELSE,
    call: (_database, actor, ownerUrl) => fillDemoIfEmpty(ownerUrl, actor),
  },
  'access/find-sellers#findSellers': {
    may: ['administrator', 'operator'],
    call: (database, actor) => findSellers(database, actor, '', 10),
  },
  'get-assessment#getAssessment': {
    may: READERS,
    call: (database, actor) => getAssessment(database, actor, 'm'),
  },
  'get-capital#getCapital': {
    may: ['seller'],
    call: (database, actor) => getCapital(database, actor, { currency: null, asOf: null }),
  },
  'get-deposit#getDeposit': {
    may: ['seller'],
    call: (database, actor) => getDeposit(database, actor, HOLDS),
  },
  'get-merchant#getMerchant': {
    may: READERS_AND_KEYS,
    call: (database, actor) => getMerchant(database, actor, 'm'),
  },
  'get-merchant#getMerchantAsOf': {
    may: READERS_AND_KEYS,
    call: (database, actor) => getMerchantAsOf(database, actor, 'm', DAY),
  },
  'get-merchant#getMerchants': {
    may: READERS_AND_KEYS,
    call: (database, actor) => getMerchants(database, actor),
  },
  'get-merchant-money#getMerchantMoney': {
    may: READERS,
    call: (database, actor) => getMerchantMoney(database, actor, 'm'),
  },
  'get-merchant-name#getMerchantName': {
    may: READERS,
    call: (database, actor) => getMerchantName(database, actor, 'm'),
  },
  'get-order#getOrder': { may: ['seller'], call: (database, actor) => getOrder(database, actor, 'o') },
  'explain-entry#explainEntry': {
    may: ['seller'],
    call: (database, actor) => explainEntry(database, actor, 1n),
  },
  'explain-figure#explainFigure': {
    may: ['seller'],
    call: (database, actor) =>
      explainFigure(database, actor, { account: 'deposit', currency: null, asOf: null, from: null }),
  },
  'get-expected-day#getExpectedDay': {
    may: ['seller'],
    call: (database, actor) =>
      getExpectedDay(database, actor, { on: DAY, currency: null, afterOrder: null, afterHold: null }),
  },
  'get-value#getValue': {
    may: ['seller'],
    call: (database, actor) => getValue(database, actor, { currency: null }),
  },
  'get-release-calendar#getReleaseCalendar': {
    may: ['seller'],
    call: (database, actor) => getReleaseCalendar(database, actor, { currency: 'USD' }),
  },
  'get-standing#getStanding': {
    may: ['seller'],
    call: (database, actor) =>
      getStanding(database, actor, { on: null, historyBefore: null, daysAfter: null }),
  },
  'get-rules#getRules': { may: PEOPLE, call: (database, actor) => getRules(database, actor) },
  'get-summary#getSummary': { may: READERS_AND_KEYS, call: (database, actor) => getSummary(database, actor) },
  'import-facts#importFacts': {
    may: NOBODY_ELSE,
    call: (database, actor) => importFacts(database, actor, [], IMPORT),
  },
  'list-assessments#listAssessments': {
    may: READERS,
    call: (database, actor) => listAssessments(database, actor),
  },
  'audit/list-audit#listAccessChanges': {
    may: ['administrator', 'operator'],
    call: (database, actor) => listAccessChanges(database, actor, 10),
  },
  'audit/list-audit#listAudit': { may: READERS, call: (database, actor) => listAudit(database, actor) },
  'list-orders#listOrders': {
    may: ['seller'],
    call: (database, actor) => listOrders(database, actor, ORDERS),
  },
  'list-runs#listRuns': { may: READERS, call: (database, actor) => listRuns(database, actor, { now: NOW }) },
  'play-scenario#playScenario': {
    may: NOBODY_ELSE,
    call: (_database, actor, ownerUrl) => playScenario(ownerUrl, actor, { steps: [] }),
  },
  'record-facts#recordFacts': {
    may: ['key_to_write', 'operator'],
    call: (database, actor) => recordFacts(database, actor, [FACT]),
  },
  'replay-books#replayBooks': { may: NOBODY_ELSE, call: (database, actor) => replayBooks(database, actor) },
  'run-day#nextRunDate': { may: READERS, call: (database, actor) => nextRunDate(database, actor) },
  'run-day#runDay': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => runDay(database, actor, DAY),
  },
  'run-day#today': { may: READERS, call: (database, actor) => today(database, actor, NOW.getTime()) },
  'set-policy#setPolicy': { may: NOBODY_ELSE, call: (database, actor) => setPolicy(database, actor, {}) },
  'set-policy#showPolicy': { may: READERS, call: (database, actor) => showPolicy(database, actor) },
  'start-next-run#getNextRun': { may: READERS, call: (database, actor) => getNextRun(database, actor, NOW) },
  'start-next-run#startNextRun': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => startNextRun(database, actor, { date: DAY, now: NOW }),
  },
  'verify-books#verifyBooks': { may: NOBODY_ELSE, call: (database, actor) => verifyBooks(database, actor) },
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
  'sign-in/begin-second-factor#beginSecondFactor': {
    may: PEOPLE,
    call: (database, actor) => beginSecondFactor(database, actor, PROOF, HEADERS),
  },
  'sign-in/change-password#changePassword': {
    may: PEOPLE,
    call: (database, actor) =>
      changePassword(database, actor, { sessionId: 's', current: PASSWORD, next: PASSWORD }, HEADERS),
  },
  'sign-in/confirm-second-factor#confirmSecondFactor': {
    may: PEOPLE,
    call: (database, actor) => confirmSecondFactor(database, actor, PROOF, HEADERS),
  },
  'sign-in/end-own-sessions#endOwnSessions': {
    may: PEOPLE,
    call: (database, actor) => endOwnSessions(database, actor, { only: 's' }),
  },
  'sign-in/get-account#getAccount': {
    may: PEOPLE,
    call: (database, actor) => getAccount(database, actor, { sessionId: 's', now: NOW }),
  },
  'sign-in/keep-locale#keepLocale': {
    may: PEOPLE,
    call: (database, actor) => keepLocale(database, actor, 'zh'),
  },
  'sign-in/renew-backup-codes#renewBackupCodes': {
    may: PEOPLE,
    call: (database, actor) => renewBackupCodes(database, actor, PROOF, HEADERS),
  },
  'sign-in/replace-second-factor#replaceSecondFactor': {
    may: PEOPLE,
    call: (database, actor) => replaceSecondFactor(database, actor, PROOF, HEADERS),
  },
  'access/change-person#changePerson': {
    may: KEEPERS,
    call: (database, actor) => changePerson(database, actor, { ...FORM, name: 'Ann' }),
  },
  'access/end-person#endPerson': {
    may: KEEPERS,
    call: (database, actor) => endPerson(database, actor, FORM),
  },
  'access/end-session#endSession': {
    may: KEEPERS,
    call: (database, actor) => endSession(database, actor, { ...FORM, sessionId: 's' }),
  },
  'access/end-sessions#endSessions': {
    may: KEEPERS,
    call: (database, actor) => endSessions(database, actor, FORM),
  },
  'access/get-person-access#getPersonAccess': {
    may: KEEPERS,
    call: (database, actor) => getPersonAccess(database, actor, { personId: 'ann', sessionId: null }),
  },
  'access/invite-person#invitePerson': {
    may: KEEPERS,
    call: (database, actor) =>
      invitePerson(database, actor, {
        ...FORM,
        email: 'a@example.com',
        name: 'Ann',
        role: 'auditor',
        merchantId: null,
      }),
  },
  'access/list-invitations#listInvitations': {
    may: KEEPERS,
    call: (database, actor) => listInvitations(database, actor),
  },
  'access/list-keys#listKeys': { may: KEEPERS, call: (database, actor) => listKeys(database, actor) },
  'access/list-people#listPeople': { may: KEEPERS, call: (database, actor) => listPeople(database, actor) },
  'access/make-api-key#makeApiKey': {
    may: KEEPERS,
    call: (database, actor) => makeApiKey(database, actor, { ...FORM, name: 'Storefront', scopes: ['read'] }),
  },
  'access/make-password-link#makePasswordLink': {
    may: KEEPERS,
    call: (database, actor) => makePasswordLink(database, actor, FORM),
  },
  'access/remove-second-factor#removeSecondFactor': {
    may: KEEPERS,
    call: (database, actor) => removeSecondFactor(database, actor, FORM),
  },
  'access/restore-person#restorePerson': {
    may: KEEPERS,
    call: (database, actor) => restorePerson(database, actor, FORM),
  },
  'access/revoke-api-key#revokeApiKey': {
    may: KEEPERS,
    call: (database, actor) => revokeApiKey(database, actor, { ...FORM, keyId: 'k' }),
  },
  'access/revoke-invitation#revokeInvitation': {
    may: KEEPERS,
    call: (database, actor) => revokeInvitation(database, actor, { ...FORM, invitationId: 'i' }),
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
    may: NOBODY_ELSE,
    call: (database, actor) => listWithdrawalsToMark(database, actor, 'asked'),
  },
  'withdrawals/mark-withdrawal#markWithdrawalSent': {
    may: NOBODY_ELSE,
    call: (database, actor) => markWithdrawalSent(database, actor, { withdrawalId: 'w' }),
  },
  'withdrawals/mark-withdrawal#markWithdrawalReturned': {
    may: NOBODY_ELSE,
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
  'sign-in/add-demo-people#addDemoPeople': {
    may: NOBODY_ELSE,
    call: (database, actor) => addDemoPeople(database, actor),
  },
};
