import { Readable } from 'node:stream';
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
import { listAlerts } from '@/services/alerts/list-alerts';
import { sendAlerts } from '@/services/alerts/send-alerts';
import { watchRuns } from '@/services/alerts/watch-runs';
import { getDecisions } from '@/services/assessments/get-decisions';
import { getTrends } from '@/services/assessments/get-trends';
import { keepWorkList } from '@/services/assessments/keep-work-list';
import { listCounted } from '@/services/assessments/list-counted';
import { listStoreNotices } from '@/services/assessments/list-store-notices';
import { listWork } from '@/services/assessments/list-work';
import { exportAudit } from '@/services/audit/export-audit';
import { listAccessChanges, listAudit } from '@/services/audit/list-audit';
import { endCalendarFeed } from '@/services/calendar-feed/end-calendar-feed';
import { listCalendarFeeds } from '@/services/calendar-feed/list-calendar-feeds';
import { makeCalendarFeed } from '@/services/calendar-feed/make-calendar-feed';
import { changeParticipation } from '@/services/change-participation';
import { explainMerchantEntry } from '@/services/entries/explain-merchant-entry';
import { exportMerchantEntries } from '@/services/entries/export-merchant-entries';
import { listMerchantEntries } from '@/services/entries/list-merchant-entries';
import { pageEntries } from '@/services/entries/page-entries';
import { explainEntry } from '@/services/explain-entry';
import { explainFigure } from '@/services/explain-figure';
import { exportMerchant } from '@/services/export-merchant';
import { getCoverage } from '@/services/exposure/get-coverage';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { getExposure } from '@/services/exposure/get-exposure';
import { getLosses } from '@/services/exposure/get-losses';
import { listDebts } from '@/services/exposure/list-debts';
import { listExits } from '@/services/exposure/list-exits';
import { listOldCases } from '@/services/exposure/list-old-cases';
import { sumExits } from '@/services/exposure/sum-exits';
import { fillDemoIfEmpty } from '@/services/fill-demo';
import { forgetApiRequests } from '@/services/forget-api-requests';
import { gatherFacts } from '@/services/gather-facts';
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
import { pageHolds } from '@/services/holds/page-holds';
import { importFacts } from '@/services/import-facts';
import { askCheck } from '@/services/imports/ask-check';
import { forgetImports } from '@/services/imports/forget-imports';
import { getImport } from '@/services/imports/get-import';
import { listFindings } from '@/services/imports/list-findings';
import { listImports } from '@/services/imports/list-imports';
import { removeImportFile } from '@/services/imports/remove-file';
import { startRecording } from '@/services/imports/start-recording';
import { stopImport } from '@/services/imports/stop-import';
import { takeUpload } from '@/services/imports/take-upload';
import { workOnImports } from '@/services/imports/work-on-imports';
import { listAssessments } from '@/services/list-assessments';
import { listOrders } from '@/services/list-orders';
import { listRuns } from '@/services/list-runs';
import { listNotes } from '@/services/notes/list-notes';
import { writeNote } from '@/services/notes/write-note';
import { countUnreadNotices, listNotices } from '@/services/notices/list-notices';
import { makeNotices } from '@/services/notices/make-notices';
import { markNotices } from '@/services/notices/mark-notices';
import { sendMails } from '@/services/notices/send-mails';
import { getOrderForStaff } from '@/services/orders/get-order-for-staff';
import { tellOrder } from '@/services/orders/tell-order';
import { addDemoPayouts } from '@/services/payouts/add-demo-payouts';
import { getBatch } from '@/services/payouts/get-batch';
import { getPayout } from '@/services/payouts/get-payout';
import { getPayouts } from '@/services/payouts/get-payouts';
import { listBatches } from '@/services/payouts/list-batches';
import { listPayouts } from '@/services/payouts/list-payouts';
import { listWithdrawalsToSend } from '@/services/payouts/list-to-send';
import { makeBatch } from '@/services/payouts/make-batch';
import { markBatchSent } from '@/services/payouts/mark-batch-sent';
import { takeAnswer } from '@/services/payouts/take-answer';
import { takePayoutFile } from '@/services/payouts/take-payout-file';
import { weighAnswer } from '@/services/payouts/weigh-answer';
import { weighBatch } from '@/services/payouts/weigh-batch';
import { playScenario } from '@/services/play-scenario';
import { askBacktest } from '@/services/policy/ask-backtest';
import { changeDraft } from '@/services/policy/change-draft';
import { endDraft } from '@/services/policy/end-draft';
import { getBacktest, listBacktestMerchants } from '@/services/policy/get-backtest';
import { getDraft, listDraftsAndBacktests } from '@/services/policy/get-draft';
import { getPolicyOn } from '@/services/policy/get-policy-on';
import { getPolicyProposal } from '@/services/policy/get-policy-proposal';
import { listPolicies } from '@/services/policy/list-policies';
import { makeDraft } from '@/services/policy/make-draft';
import { proposePolicy } from '@/services/policy/propose-policy';
import { runBacktests } from '@/services/policy/run-backtests';
import { stopBacktest } from '@/services/policy/stop-backtest';
import { approveProposal } from '@/services/proposals/approve-proposal';
import { declineProposal } from '@/services/proposals/decline-proposal';
import { getProposal } from '@/services/proposals/get-proposal';
import { getProposalGround } from '@/services/proposals/get-proposal-ground';
import { countProposalsToDecide, listProposals } from '@/services/proposals/list-proposals';
import { proposeAdjustment } from '@/services/proposals/propose-adjustment';
import { proposeCorrection } from '@/services/proposals/propose-correction';
import { proposeOverride } from '@/services/proposals/propose-override';
import { proposeWriteOff } from '@/services/proposals/propose-write-off';
import { weighProposal } from '@/services/proposals/weigh-proposal';
import { withdrawProposal } from '@/services/proposals/withdraw-proposal';
import { recordFacts } from '@/services/record-facts';
import { replayBooks } from '@/services/replay-books';
import { nextRunDate, runDay, today } from '@/services/run-day';
import { getRun } from '@/services/runs/get-run';
import { listLeft } from '@/services/runs/list-left';
import { runDueDays } from '@/services/runs/run-due-days';
import { findAnything } from '@/services/search/find-anything';
import { getFact } from '@/services/search/get-fact';
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
import { noteExport } from '@/services/tables/note-export';
import { verifyBooks } from '@/services/verify-books';
import { changeEndpoint } from '@/services/webhooks/change-endpoint';
import { listDeliveries } from '@/services/webhooks/list-deliveries';
import { getEndpoint, listEndpoints } from '@/services/webhooks/list-endpoints';
import { makeEndpoint } from '@/services/webhooks/make-endpoint';
import { PATIENCE } from '@/services/webhooks/pauses';
import { removeEndpoint } from '@/services/webhooks/remove-endpoint';
import { renewSecret } from '@/services/webhooks/renew-secret';
import { resendDead, resendDelivery } from '@/services/webhooks/resend';
import { sendNext } from '@/services/webhooks/send-next';
import { sendTest } from '@/services/webhooks/send-test';
import { switchEndpoint } from '@/services/webhooks/switch-endpoint';
import { giveBack, giveBackAll, PLACES, takeDueLanes } from '@/services/webhooks/take-lanes';
import { tellEvents } from '@/services/webhooks/tell-events';
import { tidyWebhooks } from '@/services/webhooks/tidy-webhooks';
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
const ENTRIES = { currency: null, kind: null, order: null, from: null, to: null };
const PASSWORD = 'correct horse battery staple';
const PROOF = { password: PASSWORD, code: '000000' };
const FORM = {
  submissionId: '0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10',
  personId: 'ann',
  why: 'they have left us',
};
const HEADERS = new Headers();
const WITHDRAWAL = { submissionId: FORM.submissionId, currency: 'USD', amount: '1', bankAccountId: 'b' };
const BATCH = { currency: 'USD', payer: '', executeOn: '2026-01-02', withdrawalIds: ['w'] };
const ANY_PAYOUTS = { place: null, currency: null, merchantId: null, search: null, batchId: null };
const NO_ANSWER = new Uint8Array();
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

const PROPOSAL = { proposalId: 'p', why: 'the receiver has nothing more to pay with' };
const OF_STORE = { submissionId: FORM.submissionId, why: FORM.why, merchantId: 'm' };
const OVERRIDE = { merchantId: 'm', decision: 'none', tier: '', until: '' };
const CORRECTION = { orderId: 'o', event: 'shipped', did: 'not', on: '' } as const;

const OF_DRAFT = { submissionId: FORM.submissionId, draftId: 'd', revision: 1 };

const READERS: Who[] = ['reviewer', 'approver', 'auditor', 'operator'];
const READERS_AND_KEYS: Who[] = [...READERS, 'key_to_read'];
const DRAFTERS: Who[] = ['reviewer', 'approver'];
const OF_IMPORT = { submissionId: FORM.submissionId, importId: 'i' };
const HOOK = {
  ...{ endpointId: 'nobodys', name: 'Ledger', url: 'https://192.0.2.1/' },
  ...{ events: ['release.made'] as const, isPrivateAllowed: true },
};
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
  'assessments/get-decisions#getDecisions': {
    may: READERS,
    call: (database, actor) => getDecisions(database, actor, 'm'),
  },
  'assessments/get-trends#getTrends': {
    may: READERS,
    call: (database, actor) => getTrends(database, actor, 'm'),
  },
  'assessments/keep-work-list#keepWorkList': {
    may: NOBODY_ELSE,
    call: (database, actor) => keepWorkList(database, actor),
  },
  'assessments/list-counted#listCounted': {
    may: READERS,
    call: (database, actor) => listCounted(database, actor, 'm', { counted: 'orders' }),
  },
  'assessments/list-store-notices#listStoreNotices': {
    may: READERS,
    call: (database, actor) => listStoreNotices(database, actor, 'm'),
  },
  'assessments/list-work#listWork': {
    may: READERS,
    call: (database, actor) => listWork(database, actor),
  },
  'notes/list-notes#listNotes': {
    may: READERS,
    call: (database, actor) => listNotes(database, actor, 'm'),
  },
  'notes/write-note#writeNote': {
    may: ['reviewer', 'approver'],
    call: (database, actor) =>
      writeNote(database, actor, {
        submissionId: FORM.submissionId,
        merchantId: 'm',
        text: 'Called the seller.',
        files: 0,
      }),
  },
  'policy/ask-backtest#askBacktest': {
    may: DRAFTERS,
    call: (database, actor) => askBacktest(database, actor, { ...OF_DRAFT, from: DAY, to: DAY }),
  },
  'policy/change-draft#changeDraft': {
    may: DRAFTERS,
    call: (database, actor) => changeDraft(database, actor, { ...OF_DRAFT, name: 'A draft', policy: {} }),
  },
  'policy/end-draft#endDraft': {
    may: DRAFTERS,
    call: (database, actor) => endDraft(database, actor, OF_DRAFT),
  },
  'policy/get-backtest#getBacktest': {
    may: READERS,
    call: (database, actor) => getBacktest(database, actor, 'b'),
  },
  'policy/get-backtest#listBacktestMerchants': {
    may: READERS,
    call: (database, actor) =>
      listBacktestMerchants(
        database,
        actor,
        'b',
        { currency: null, choice: 'all', sort: 'winners', offset: 0 },
        1,
      ),
  },
  'policy/get-draft#getDraft': {
    may: READERS,
    call: (database, actor) => getDraft(database, actor, 'd'),
  },
  'policy/get-draft#listDraftsAndBacktests': { may: READERS, call: listDraftsAndBacktests },
  'policy/get-policy-on#getPolicyOn': {
    may: READERS,
    call: (database, actor) => getPolicyOn(database, actor, DAY),
  },
  'policy/get-policy-proposal#getPolicyProposal': {
    may: READERS,
    call: (database, actor) => getPolicyProposal(database, actor, 'p'),
  },
  'policy/list-policies#listPolicies': {
    may: READERS,
    call: (database, actor) => listPolicies(database, actor),
  },
  'policy/make-draft#makeDraft': {
    may: DRAFTERS,
    call: (database, actor) =>
      makeDraft(database, actor, { ...OF_DRAFT, name: 'A draft', origin: { kind: 'in_force' } }),
  },
  'policy/propose-policy#proposePolicy': {
    may: ['reviewer'],
    call: (database, actor) =>
      proposePolicy(database, actor, { ...OF_DRAFT, effectiveFrom: DAY, why: FORM.why }),
  },
  'policy/run-backtests#runBacktests': {
    may: [...DRAFTERS, 'operator'],
    call: (database, actor) => runBacktests(database, actor),
  },
  'policy/stop-backtest#stopBacktest': {
    may: DRAFTERS,
    call: (database, actor) => stopBacktest(database, actor, { ...FORM, backtestId: 'b' }),
  },
  'proposals/list-proposals#listProposals': {
    may: READERS,
    call: (database, actor) => listProposals(database, actor),
  },
  'proposals/list-proposals#countProposalsToDecide': {
    may: ['approver'],
    call: (database, actor) => countProposalsToDecide(database, actor),
  },
  'proposals/get-proposal#getProposal': {
    may: READERS,
    call: (database, actor) => getProposal(database, actor, 'p'),
  },
  'proposals/get-proposal-ground#getProposalGround': {
    may: ['reviewer'],
    call: (database, actor) => getProposalGround(database, actor, { merchant: 'm', orderId: null }),
  },
  'proposals/weigh-proposal#weighProposal': {
    may: ['reviewer'],
    call: (database, actor) =>
      weighProposal(database, actor, { kind: 'override', why: FORM.why, ...OVERRIDE }),
  },
  'proposals/propose-override#proposeOverride': {
    may: ['reviewer'],
    call: (database, actor) => proposeOverride(database, actor, { ...OF_STORE, ...OVERRIDE }),
  },
  'proposals/propose-write-off#proposeWriteOff': {
    may: ['reviewer'],
    call: (database, actor) =>
      proposeWriteOff(database, actor, { ...OF_STORE, currency: 'USD', part: 'whole', amount: '' }),
  },
  'proposals/propose-adjustment#proposeAdjustment': {
    may: ['reviewer'],
    call: (database, actor) =>
      proposeAdjustment(database, actor, { ...OF_STORE, currency: 'USD', direction: 'credit', amount: '1' }),
  },
  'proposals/propose-correction#proposeCorrection': {
    may: ['reviewer'],
    call: (database, actor) => proposeCorrection(database, actor, { ...OF_STORE, ...CORRECTION }),
  },
  'proposals/approve-proposal#approveProposal': {
    may: ['approver'],
    call: (database, actor) => approveProposal(database, actor, PROPOSAL),
  },
  'proposals/decline-proposal#declineProposal': {
    may: ['approver'],
    call: (database, actor) => declineProposal(database, actor, PROPOSAL),
  },
  'proposals/withdraw-proposal#withdrawProposal': {
    may: ['reviewer'],
    call: (database, actor) => withdrawProposal(database, actor, PROPOSAL),
  },
  'change-participation#changeParticipation': {
    may: ['seller'],
    call: (database, actor) => changeParticipation(database, actor, { ...FORM, to: 'opted_out' }),
  },
  'exposure/get-currencies#getCurrencies': { may: READERS, call: getCurrencies },
  'exposure/get-exposure#getExposure': {
    may: READERS,
    call: (database, actor) => getExposure(database, actor, 'USD'),
  },
  'exposure/list-debts#listDebts': {
    may: READERS,
    call: (database, actor) =>
      listDebts(database, actor, { currency: 'USD', age: null, stores: null, cursor: null }),
  },
  'exposure/get-losses#getLosses': {
    may: READERS,
    call: (database, actor) => getLosses(database, actor, 'USD'),
  },
  'exposure/get-coverage#getCoverage': {
    may: READERS,
    call: (database, actor) => getCoverage(database, actor, 'USD'),
  },
  'exposure/sum-exits#sumExits': { may: READERS, call: sumExits },
  'exposure/list-exits#listExits': {
    may: READERS,
    call: (database, actor) => listExits(database, actor, { currency: 'USD', reason: null, cursor: null }),
  },
  'exposure/list-old-cases#listOldCases': {
    may: READERS,
    call: (database, actor) => listOldCases(database, actor, 'USD', NOW),
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
  'export-merchant#exportMerchant': {
    may: READERS_AND_KEYS,
    call: (database, actor) => exportMerchant(database, actor, 'm'),
  },
  'entries/page-entries#pageEntries': {
    may: READERS_AND_KEYS,
    call: (database, actor) => pageEntries(database, actor, { merchantId: 'm', before: null, limit: 10 }),
  },
  'holds/page-holds#pageHolds': {
    may: READERS_AND_KEYS,
    call: (database, actor) =>
      pageHolds(database, actor, { merchantId: 'm', limit: 10, state: 'open', after: null }),
  },
  'orders/tell-order#tellOrder': {
    may: READERS_AND_KEYS,
    call: (database, actor) => tellOrder(database, actor, 'o'),
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
  'runs/get-run#getRun': {
    may: READERS,
    call: (database, actor) => getRun(database, actor, { runOn: DAY, now: NOW }),
  },
  'runs/list-left#listLeft': {
    may: READERS,
    call: (database, actor) =>
      listLeft(database, actor, {
        ...{ runOn: DAY, reason: 'exposure_cap', currency: null, after: null, limit: 1 },
      }),
  },
  'runs/run-due-days#runDueDays': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => runDueDays(database, actor, { runAt: '00:10', now: () => NOW }),
  },
  'alerts/list-alerts#listAlerts': { may: READERS, call: (database, actor) => listAlerts(database, actor) },
  'alerts/send-alerts#sendAlerts': {
    may: NOBODY_ELSE,
    call: (database, actor) => sendAlerts(database, actor, {}),
  },
  'alerts/watch-runs#watchRuns': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      watchRuns(database, actor, {
        ...{ runAt: '00:10', lateMinutes: 60, quietDays: 7, channels: [], now: NOW },
      }),
  },
  'play-scenario#playScenario': {
    may: NOBODY_ELSE,
    call: (_database, actor, ownerUrl) => playScenario(ownerUrl, actor, { steps: [] }),
  },
  'forget-api-requests#forgetApiRequests': {
    may: NOBODY_ELSE,
    call: (database, actor) => forgetApiRequests(database, actor, NOW),
  },
  'gather-facts#gatherFacts': {
    may: ['key_to_write', 'operator'],
    call: (database, actor) => gatherFacts(database, actor, { raws: [FACT] }),
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
  'entries/explain-merchant-entry#explainMerchantEntry': {
    may: READERS,
    call: (database, actor) => explainMerchantEntry(database, actor, { merchantId: 'm', entrySeq: 1n }),
  },
  'entries/export-merchant-entries#exportMerchantEntries': {
    may: READERS,
    call: (database, actor) => exportMerchantEntries(database, actor, 'm', ENTRIES),
  },
  'entries/list-merchant-entries#listMerchantEntries': {
    may: READERS,
    call: (database, actor) => listMerchantEntries(database, actor, 'm', { ...ENTRIES, at: null }),
  },
  'orders/get-order-for-staff#getOrderForStaff': {
    may: READERS,
    call: (database, actor) => getOrderForStaff(database, actor, 'o'),
  },
  'search/find-anything#findAnything': {
    may: READERS,
    call: (database, actor) => findAnything(database, actor, { text: 'anything' }),
  },
  'search/get-fact#getFact': { may: READERS, call: (database, actor) => getFact(database, actor, 'f') },
  'tables/note-export#noteExport': {
    may: READERS,
    call: (database, actor) =>
      noteExport(database, actor, { table: 'entries', filter: {}, atMost: 1, now: NOW }),
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
  'webhooks/change-endpoint#changeEndpoint': {
    may: KEEPERS,
    call: (database, actor) => changeEndpoint(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/make-endpoint#makeEndpoint': {
    // An endpoint belongs to whoever added it, so an operator adds none.
    may: ['administrator'],
    call: (database, actor) => makeEndpoint(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/remove-endpoint#removeEndpoint': {
    may: KEEPERS,
    call: (database, actor) => removeEndpoint(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/renew-secret#renewSecret': {
    may: KEEPERS,
    call: (database, actor) => renewSecret(database, actor, { ...FORM, ...HOOK, overlap: 'day' }),
  },
  'webhooks/resend#resendDead': {
    may: KEEPERS,
    call: (database, actor) => resendDead(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/resend#resendDelivery': {
    may: KEEPERS,
    call: (database, actor) =>
      resendDelivery(database, actor, { ...FORM, ...HOOK, merchantId: 'm', deliveryNo: 1n }),
  },
  'webhooks/send-test#sendTest': {
    may: KEEPERS,
    call: (database, actor) => sendTest(database, actor, { ...FORM, ...HOOK }),
  },
  'webhooks/switch-endpoint#switchEndpoint': {
    may: KEEPERS,
    call: (database, actor) => switchEndpoint(database, actor, { ...FORM, ...HOOK, to: 'off' }),
  },
  'webhooks/list-endpoints#listEndpoints': {
    may: KEEPERS,
    call: (database, actor) => listEndpoints(database, actor),
  },
  'webhooks/list-endpoints#getEndpoint': {
    may: KEEPERS,
    call: (database, actor) => getEndpoint(database, actor, 'nobodys'),
  },
  'webhooks/list-deliveries#listDeliveries': {
    may: KEEPERS,
    call: (database, actor) =>
      listDeliveries(database, actor, {
        ...{ endpointId: 'nobodys', filter: { status: null, merchantId: null } },
      }),
  },
  'webhooks/send-next#sendNext': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      sendNext(
        database,
        actor,
        { merchantId: 'm', endpointId: 'nobodys', lease: 'x' },
        {
          ...{ isPrivateAllowed: false, patience: PATIENCE, now: () => NOW, chance: () => 0 },
        },
      ),
  },
  'webhooks/take-lanes#takeDueLanes': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      takeDueLanes(database, actor, { lease: 'x', places: PLACES, busy: new Map(), now: NOW }),
  },
  'webhooks/take-lanes#giveBack': {
    may: NOBODY_ELSE,
    call: (database, actor) =>
      giveBack(database, actor, { merchantId: 'm', endpointId: 'nobodys', lease: 'x' }),
  },
  'webhooks/take-lanes#giveBackAll': {
    may: NOBODY_ELSE,
    call: (database, actor) => giveBackAll(database, actor, 'x'),
  },
  'webhooks/tell-events#tellEvents': {
    may: NOBODY_ELSE,
    call: (database, actor) => tellEvents(database, actor),
  },
  'webhooks/tidy-webhooks#tidyWebhooks': {
    may: NOBODY_ELSE,
    call: (database, actor) => tidyWebhooks(database, actor),
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
  'payouts/get-payouts#getPayouts': {
    may: READERS,
    call: (database, actor) => getPayouts(database, actor),
  },
  'payouts/list-payouts#listPayouts': {
    may: READERS,
    call: (database, actor) => listPayouts(database, actor, { filter: ANY_PAYOUTS, cursor: null }),
  },
  'payouts/get-payout#getPayout': {
    may: READERS,
    call: (database, actor) => getPayout(database, actor, 'w'),
  },
  'payouts/list-batches#listBatches': {
    may: READERS,
    call: (database, actor) => listBatches(database, actor, { cursor: null }),
  },
  'payouts/get-batch#getBatch': {
    may: READERS,
    call: (database, actor) => getBatch(database, actor, 'b'),
  },
  'payouts/list-to-send#listWithdrawalsToSend': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => listWithdrawalsToSend(database, actor, 'USD'),
  },
  'payouts/weigh-batch#weighBatch': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => weighBatch(database, actor, BATCH),
  },
  // Whoever makes one is named in it.
  'payouts/make-batch#makeBatch': {
    may: ['reviewer', 'approver'],
    call: (database, actor) =>
      makeBatch(database, actor, { ...BATCH, submissionId: FORM.submissionId }, { payers: [], now: NOW }),
  },
  'payouts/take-payout-file#takePayoutFile': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => takePayoutFile(database, actor, { batchId: 'b', format: 'csv' }),
  },
  'payouts/mark-batch-sent#markBatchSent': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => markBatchSent(database, actor, { batchId: 'b' }),
  },
  'payouts/weigh-answer#weighAnswer': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => weighAnswer(database, actor, NO_ANSWER),
  },
  'payouts/take-answer#takeAnswer': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => takeAnswer(database, actor, NO_ANSWER),
  },
  'payouts/add-demo-payouts#addDemoPayouts': {
    may: NOBODY_ELSE,
    call: (database, actor) => addDemoPayouts(database, actor),
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
  'imports/take-upload#takeUpload': {
    may: ['reviewer', 'approver'],
    call: (database, actor) =>
      takeUpload(database, actor, { ...FORM, fileName: 'facts.csv', file: Readable.from([]) }),
  },
  'imports/get-import#getImport': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => getImport(database, actor, 'i'),
  },
  'imports/list-imports#listImports': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => listImports(database, actor, { cursor: null }),
  },
  'imports/list-findings#listFindings': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) =>
      listFindings(database, actor, {
        ...{ importId: 'i', phase: 'check', choice: 'refused', afterLine: 0, limit: 10 },
      }),
  },
  'imports/ask-check#askCheck': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => askCheck(database, actor, { ...OF_IMPORT, choice: null }),
  },
  'imports/start-recording#startRecording': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => startRecording(database, actor, OF_IMPORT),
  },
  'imports/stop-import#stopImport': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => stopImport(database, actor, OF_IMPORT),
  },
  'imports/remove-file#removeImportFile': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => removeImportFile(database, actor, OF_IMPORT),
  },
  'imports/work-on-imports#workOnImports': {
    may: NOBODY_ELSE,
    call: (database, actor) => workOnImports(database, actor),
  },
  'imports/forget-imports#forgetImports': {
    may: NOBODY_ELSE,
    call: (database, actor) => forgetImports(database, actor),
  },
  'sign-in/add-demo-people#addDemoPeople': {
    may: NOBODY_ELSE,
    call: (database, actor) => addDemoPeople(database, actor),
  },
};
