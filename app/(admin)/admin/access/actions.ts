'use server';

import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { ROLES, SCOPES } from '@/engine/actor';
import { changePerson } from '@/services/access/change-person';
import { endPerson } from '@/services/access/end-person';
import { endSession } from '@/services/access/end-session';
import { endSessions } from '@/services/access/end-sessions';
import { invitePerson } from '@/services/access/invite-person';
import { makeApiKey } from '@/services/access/make-api-key';
import { makePasswordLink } from '@/services/access/make-password-link';
import { removeSecondFactor } from '@/services/access/remove-second-factor';
import { restorePerson } from '@/services/access/restore-person';
import { revokeApiKey } from '@/services/access/revoke-api-key';
import { revokeInvitation } from '@/services/access/revoke-invitation';
import { portalDatabase } from '@/services/portal';
import { beginOutcome } from '../forms/begin-outcome';
import type { FormOutcome } from '../forms/outcome';
import { type AccessCode, FIELD_OF } from './outcome';

/**
 * What an administrator changes. A form says what it asks for and no more than that: whose role, session or key it is
 * about is read from the database by the verb, which also judges what was written.
 */

/** What was done, as the messages name it. */
type Done =
  | 'invited'
  | 'invitation_revoked'
  | 'link_made'
  | 'person_changed'
  | 'person_ended'
  | 'person_restored'
  | 'session_ended'
  | 'sessions_ended'
  | 'second_factor_removed'
  | 'key_made'
  | 'key_revoked';

type Answer =
  | { status: 'done' }
  | { status: 'repeated' }
  | { status: 'made'; link?: string; text?: string; replaced?: number }
  | { status: 'refused'; code: AccessCode };

const NOT_OURS = { status: 'refused', code: 'bad_form' } as const;

/** Longer than anything that is taken, so that the verb can say what is wrong; the database knows no NUL. */
const text = z
  .string()
  .max(2000)
  .refine((value) => !value.includes('\0'));
const id = text.min(1).max(200);
const submission = { submission: text };

/** Says what came of a form, in words; and where anything was done, has the pages read anew. */
async function outcomeOf(form: FormData, answer: Answer, done: Done): Promise<FormOutcome> {
  const t = await getTranslations('access');
  const outcome = beginOutcome(form, 'scopes');
  if (answer.status === 'refused') {
    const field = FIELD_OF[answer.code] ?? null;
    return { ...outcome, status: 'refused', text: t(`refused.${answer.code}`), field };
  }
  revalidatePath('/admin/access', 'layout');
  if (answer.status === 'repeated') return { ...outcome, status: 'repeated', text: t('repeated') };
  outcome.text = t(`done.${done}`);
  if (answer.status === 'done') return outcome;
  if (answer.replaced) outcome.text += t('done.replaced');
  if (answer.link !== undefined) outcome.secret = { kind: 'link', text: answer.link };
  if (answer.text !== undefined) outcome.secret = { kind: 'key', text: answer.text };
  return outcome;
}

const INVITATION = z.object({
  ...submission,
  name: text,
  email: text,
  role: z.enum(ROLES),
  merchant: text.default(''),
});

/** Invites a person. The store is looked at where a seller is invited: for everybody else the form does not show it. */
export async function inviteAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = INVITATION.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'invited');
  const { submission: submissionId, name, email, role, merchant } = read.data;
  const merchantId = role === 'seller' ? merchant.trim() || null : null;
  const ask = { submissionId, name, email, role, merchantId };
  return outcomeOf(form, await invitePerson(portalDatabase(), actor, ask), 'invited');
}

const OF_INVITATION = z.object({ ...submission, invitation: id });

/** Takes an open link back. */
export async function revokeInvitationAction(
  _before: FormOutcome | null,
  form: FormData,
): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = OF_INVITATION.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'invitation_revoked');
  const ask = { submissionId: read.data.submission, invitationId: read.data.invitation };
  return outcomeOf(form, await revokeInvitation(portalDatabase(), actor, ask), 'invitation_revoked');
}

const OF_PERSON = z.object({ ...submission, person: id, why: text.default('') });

/** Makes the link by which a person sets a new password. */
export async function passwordLinkAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = OF_PERSON.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'link_made');
  const ask = { submissionId: read.data.submission, personId: read.data.person };
  return outcomeOf(form, await makePasswordLink(portalDatabase(), actor, ask), 'link_made');
}

const CHANGE = OF_PERSON.extend({
  name: text.optional(),
  role: z.enum(ROLES).optional(),
  merchant: text.default(''),
});

/** Changes a person's name, role or store. A form that does not show the role leaves role and store as they are. */
export async function changePersonAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = CHANGE.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'person_changed');
  const { submission: submissionId, person: personId, name, role, merchant, why } = read.data;
  const ask = {
    ...{ submissionId, personId, name, role, why },
    ...(role === 'seller' ? { merchantId: merchant.trim() || null } : {}),
  };
  return outcomeOf(form, await changePerson(portalDatabase(), actor, ask), 'person_changed');
}

const OF_ACCESS = OF_PERSON.extend({ to: z.enum(['ended', 'active']) });

/** Ends a person's access, or gives it again. */
export async function endOrRestoreAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = OF_ACCESS.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'person_ended');
  const { submission: submissionId, person: personId, why, to } = read.data;
  if (to === 'active') {
    const restored = await restorePerson(portalDatabase(), actor, { submissionId, personId });
    return outcomeOf(form, restored, 'person_restored');
  }
  const ended = await endPerson(portalDatabase(), actor, { submissionId, personId, why });
  return outcomeOf(form, ended, 'person_ended');
}

const OF_SESSIONS = z.object({ ...submission, person: id, session: id.optional() });

/** Ends one session of a person's, or all. */
export async function endSessionsAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = OF_SESSIONS.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'session_ended');
  const { submission: submissionId, person: personId, session: sessionId } = read.data;
  if (sessionId !== undefined) {
    const one = await endSession(portalDatabase(), actor, { submissionId, sessionId });
    return outcomeOf(form, one, 'session_ended');
  }
  const all = await endSessions(portalDatabase(), actor, { submissionId, personId });
  return outcomeOf(form, all, 'sessions_ended');
}

/** Takes a person's second factor away. */
export async function removeSecondFactorAction(
  _before: FormOutcome | null,
  form: FormData,
): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = OF_PERSON.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'second_factor_removed');
  const { submission: submissionId, person: personId, why } = read.data;
  const answer = await removeSecondFactor(portalDatabase(), actor, { submissionId, personId, why });
  return outcomeOf(form, answer, 'second_factor_removed');
}

const KEY = z.object({
  ...submission,
  name: text,
  scopes: z.array(z.enum(SCOPES)),
  expires_on: text.default(''),
});

/** Makes an API key. */
export async function makeKeyAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = KEY.safeParse({ ...textsOf(form), scopes: form.getAll('scopes') });
  if (!read.success) return outcomeOf(form, NOT_OURS, 'key_made');
  const { submission: submissionId, name, scopes, expires_on } = read.data;
  const ask = { submissionId, name, scopes, expiresOn: expires_on.trim() || null };
  return outcomeOf(form, await makeApiKey(portalDatabase(), actor, ask), 'key_made');
}

const OF_KEY = z.object({ ...submission, key: id, why: text.default('') });

/** Takes an API key back. */
export async function revokeKeyAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('access.change');
  const read = OF_KEY.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, 'key_revoked');
  const { submission: submissionId, key: keyId, why } = read.data;
  return outcomeOf(
    form,
    await revokeApiKey(portalDatabase(), actor, { submissionId, keyId, why }),
    'key_revoked',
  );
}
