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
import { addDemoPeople } from '@/services/sign-in/add-demo-people';
import { beginSecondFactor } from '@/services/sign-in/begin-second-factor';
import { changePassword } from '@/services/sign-in/change-password';
import { confirmSecondFactor } from '@/services/sign-in/confirm-second-factor';
import { endOwnSessions } from '@/services/sign-in/end-own-sessions';
import { getAccount } from '@/services/sign-in/get-account';
import { keepLocale } from '@/services/sign-in/keep-locale';
import { renewBackupCodes } from '@/services/sign-in/renew-backup-codes';
import { replaceSecondFactor } from '@/services/sign-in/replace-second-factor';

import {
  FORM,
  HEADERS,
  KEEPERS,
  NOBODY_ELSE,
  NOW,
  PASSWORD,
  PEOPLE,
  PROOF,
  READERS,
  type Verb,
} from './given';

export const ACCESS: Record<string, Verb> = {
  'audit/export-audit#exportAudit': {
    may: READERS,
    call: (database, actor) => exportAudit(database, actor, { now: NOW }),
  },
  'access/find-sellers#findSellers': {
    may: ['administrator', 'operator'],
    call: (database, actor) => findSellers(database, actor, '', 10),
  },
  'audit/list-audit#listAccessChanges': {
    may: ['administrator', 'operator'],
    call: (database, actor) => listAccessChanges(database, actor, 10),
  },
  'audit/list-audit#listAudit': { may: READERS, call: (database, actor) => listAudit(database, actor) },
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
  'sign-in/add-demo-people#addDemoPeople': {
    may: NOBODY_ELSE,
    call: (database, actor) => addDemoPeople(database, actor),
  },
};
