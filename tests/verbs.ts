import type { Database } from '@/db/client';
import type { Actor } from '@/engine/actor';
import { addDemoPeople } from '@/services/add-demo-people';
import { beginSecondFactor } from '@/services/begin-second-factor';
import { changePassword } from '@/services/change-password';
import { changePerson } from '@/services/change-person';
import { confirmSecondFactor } from '@/services/confirm-second-factor';
import { endOwnSessions } from '@/services/end-own-sessions';
import { endPerson } from '@/services/end-person';
import { endSession } from '@/services/end-session';
import { endSessions } from '@/services/end-sessions';
import { exportAudit } from '@/services/export-audit';
import { fillDemoIfEmpty } from '@/services/fill-demo';
import { findSellers } from '@/services/find-sellers';
import { getAccount } from '@/services/get-account';
import { getAssessment } from '@/services/get-assessment';
import { getCapital } from '@/services/get-capital';
import { getDeposit } from '@/services/get-deposit';
import { getMerchant, getMerchantAsOf, getMerchants } from '@/services/get-merchant';
import { getMerchantMoney } from '@/services/get-merchant-money';
import { getMerchantName } from '@/services/get-merchant-name';
import { getPersonAccess } from '@/services/get-person-access';
import { getSummary } from '@/services/get-summary';
import { importFacts } from '@/services/import-facts';
import { invitePerson } from '@/services/invite-person';
import { listAssessments } from '@/services/list-assessments';
import { listAccessChanges, listAudit } from '@/services/list-audit';
import { listInvitations } from '@/services/list-invitations';
import { listKeys } from '@/services/list-keys';
import { listPeople } from '@/services/list-people';
import { listRuns } from '@/services/list-runs';
import { makeApiKey } from '@/services/make-api-key';
import { makePasswordLink } from '@/services/make-password-link';
import { playScenario } from '@/services/play-scenario';
import { recordFacts } from '@/services/record-facts';
import { removeSecondFactor } from '@/services/remove-second-factor';
import { renewBackupCodes } from '@/services/renew-backup-codes';
import { replaceSecondFactor } from '@/services/replace-second-factor';
import { replayBooks } from '@/services/replay-books';
import { restorePerson } from '@/services/restore-person';
import { revokeApiKey } from '@/services/revoke-api-key';
import { revokeInvitation } from '@/services/revoke-invitation';
import { nextRunDate, runDay, today } from '@/services/run-day';
import { setPolicy, showPolicy } from '@/services/set-policy';
import { getNextRun, startNextRun } from '@/services/start-next-run';
import { verifyBooks } from '@/services/verify-books';
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
const PASSWORD = 'correct horse battery staple';
const PROOF = { password: PASSWORD, code: '000000' };
const FORM = {
  submissionId: '0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10',
  personId: 'ann',
  why: 'they have left us',
};
const HEADERS = new Headers();
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
  'export-audit#exportAudit': {
    may: READERS,
    call: (database, actor) => exportAudit(database, actor, { now: NOW }),
  },
  'fill-demo#fillDemoIfEmpty': {
    may: NOBODY_ELSE,
    call: (_database, actor, ownerUrl) => fillDemoIfEmpty(ownerUrl, actor),
  },
  'find-sellers#findSellers': {
    may: ['administrator', 'operator'],
    call: (database, actor) => findSellers(database, actor, '', 10),
  },
  'get-assessment#getAssessment': {
    may: READERS,
    call: (database, actor) => getAssessment(database, actor, 'm'),
  },
  'get-capital#getCapital': {
    may: ['seller'],
    call: (database, actor) => getCapital(database, actor, { currency: null, asOf: null, from: null }),
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
  'get-summary#getSummary': { may: READERS_AND_KEYS, call: (database, actor) => getSummary(database, actor) },
  'import-facts#importFacts': {
    may: NOBODY_ELSE,
    call: (database, actor) => importFacts(database, actor, [], IMPORT),
  },
  'list-assessments#listAssessments': {
    may: READERS,
    call: (database, actor) => listAssessments(database, actor),
  },
  'list-audit#listAccessChanges': {
    may: ['administrator', 'operator'],
    call: (database, actor) => listAccessChanges(database, actor, 10),
  },
  'list-audit#listAudit': { may: READERS, call: (database, actor) => listAudit(database, actor) },
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
  'begin-second-factor#beginSecondFactor': {
    may: PEOPLE,
    call: (database, actor) => beginSecondFactor(database, actor, PROOF, HEADERS),
  },
  'change-password#changePassword': {
    may: PEOPLE,
    call: (database, actor) =>
      changePassword(database, actor, { sessionId: 's', current: PASSWORD, next: PASSWORD }, HEADERS),
  },
  'confirm-second-factor#confirmSecondFactor': {
    may: PEOPLE,
    call: (database, actor) => confirmSecondFactor(database, actor, PROOF, HEADERS),
  },
  'end-own-sessions#endOwnSessions': {
    may: PEOPLE,
    call: (database, actor) => endOwnSessions(database, actor, { only: 's' }),
  },
  'get-account#getAccount': {
    may: PEOPLE,
    call: (database, actor) => getAccount(database, actor, { sessionId: 's', now: NOW }),
  },
  'renew-backup-codes#renewBackupCodes': {
    may: PEOPLE,
    call: (database, actor) => renewBackupCodes(database, actor, PROOF, HEADERS),
  },
  'replace-second-factor#replaceSecondFactor': {
    may: PEOPLE,
    call: (database, actor) => replaceSecondFactor(database, actor, PROOF, HEADERS),
  },
  'change-person#changePerson': {
    may: KEEPERS,
    call: (database, actor) => changePerson(database, actor, { ...FORM, name: 'Ann' }),
  },
  'end-person#endPerson': { may: KEEPERS, call: (database, actor) => endPerson(database, actor, FORM) },
  'end-session#endSession': {
    may: KEEPERS,
    call: (database, actor) => endSession(database, actor, { ...FORM, sessionId: 's' }),
  },
  'end-sessions#endSessions': { may: KEEPERS, call: (database, actor) => endSessions(database, actor, FORM) },
  'get-person-access#getPersonAccess': {
    may: KEEPERS,
    call: (database, actor) => getPersonAccess(database, actor, { personId: 'ann', sessionId: null }),
  },
  'invite-person#invitePerson': {
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
  'list-invitations#listInvitations': {
    may: KEEPERS,
    call: (database, actor) => listInvitations(database, actor),
  },
  'list-keys#listKeys': { may: KEEPERS, call: (database, actor) => listKeys(database, actor) },
  'list-people#listPeople': { may: KEEPERS, call: (database, actor) => listPeople(database, actor) },
  'make-api-key#makeApiKey': {
    may: KEEPERS,
    call: (database, actor) => makeApiKey(database, actor, { ...FORM, name: 'Storefront', scopes: ['read'] }),
  },
  'make-password-link#makePasswordLink': {
    may: KEEPERS,
    call: (database, actor) => makePasswordLink(database, actor, FORM),
  },
  'remove-second-factor#removeSecondFactor': {
    may: KEEPERS,
    call: (database, actor) => removeSecondFactor(database, actor, FORM),
  },
  'restore-person#restorePerson': {
    may: KEEPERS,
    call: (database, actor) => restorePerson(database, actor, FORM),
  },
  'revoke-api-key#revokeApiKey': {
    may: KEEPERS,
    call: (database, actor) => revokeApiKey(database, actor, { ...FORM, keyId: 'k' }),
  },
  'revoke-invitation#revokeInvitation': {
    may: KEEPERS,
    call: (database, actor) => revokeInvitation(database, actor, { ...FORM, invitationId: 'i' }),
  },
  'add-demo-people#addDemoPeople': {
    may: NOBODY_ELSE,
    call: (database, actor) => addDemoPeople(database, actor),
  },
};
