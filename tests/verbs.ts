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
import { fillDemoIfEmpty } from '@/services/fill-demo';
import { getAssessment } from '@/services/get-assessment';
import { getCapital } from '@/services/get-capital';
import { getDeposit } from '@/services/get-deposit';
import { getMerchant, getMerchantAsOf, getMerchants } from '@/services/get-merchant';
import { getMerchantMoney } from '@/services/get-merchant-money';
import { getMerchantName } from '@/services/get-merchant-name';
import { getSummary } from '@/services/get-summary';
import { importFacts } from '@/services/import-facts';
import { listAssessments } from '@/services/list-assessments';
import { listRuns } from '@/services/list-runs';
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
import { renewBackupCodes } from '@/services/sign-in/renew-backup-codes';
import { replaceSecondFactor } from '@/services/sign-in/replace-second-factor';
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
  'audit/export-audit#exportAudit': {
    may: READERS,
    call: (database, actor) => exportAudit(database, actor, { now: NOW }),
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
  'audit/list-audit#listAccessChanges': {
    may: ['administrator', 'operator'],
    call: (database, actor) => listAccessChanges(database, actor, 10),
  },
  'audit/list-audit#listAudit': { may: READERS, call: (database, actor) => listAudit(database, actor) },
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
  'sign-in/add-demo-people#addDemoPeople': {
    may: NOBODY_ELSE,
    call: (database, actor) => addDemoPeople(database, actor),
  },
};
