'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { WEBHOOK_EVENTS } from '@/engine/webhooks';
import { portalDatabase } from '@/services/portal';
import { changeEndpoint } from '@/services/webhooks/change-endpoint';
import { makeEndpoint } from '@/services/webhooks/make-endpoint';
import { allowsPrivateReceivers } from '@/services/webhooks/receiver-address';
import { removeEndpoint } from '@/services/webhooks/remove-endpoint';
import { renewSecret } from '@/services/webhooks/renew-secret';
import { resendDead, resendDelivery } from '@/services/webhooks/resend';
import { sendTest } from '@/services/webhooks/send-test';
import { switchEndpoint } from '@/services/webhooks/switch-endpoint';
import { beginOutcome } from '../forms/begin-outcome';
import type { FormOutcome } from '../forms/outcome';
import { PATH } from './address';
import { FIELD_OF, type WebhookCode } from './outcome';

/** What an administrator changes about the programs that are told of what happens. */

type Answer = { status: 'refused'; code: WebhookCode } | { status: 'repeated' } | { status: 'done' };
type Words = Awaited<ReturnType<typeof getTranslations<'webhooks'>>>;

const NOT_OURS = { status: 'refused', code: 'bad_form' } as const;

/** Longer than anything that is taken, so that the verb can say what is wrong; the database knows no NUL. */
const text = z
  .string()
  .max(4000)
  .refine((value) => !value.includes('\0'));
const endpoint = text.min(1).max(200);
const OF_ENDPOINT = z.object({ submission: text, endpoint });

/** Says what came of a form, in words; and where anything was done, has the pages read anew. */
async function outcomeOf(
  form: FormData,
  answer: Answer,
  done: (t: Words) => string,
  secret: string | null = null,
): Promise<FormOutcome> {
  const t = await getTranslations('webhooks');
  const outcome = beginOutcome(form, 'events');
  if (answer.status === 'refused') {
    const field = FIELD_OF[answer.code] ?? null;
    return { ...outcome, status: 'refused', text: t(`refused.${answer.code}`), field };
  }
  revalidatePath(PATH, 'layout');
  if (answer.status === 'repeated') {
    const repeated = (await getTranslations('access'))('repeated');
    return { ...outcome, status: 'repeated', text: repeated };
  }
  return { ...outcome, text: done(t), secret: secret === null ? null : { kind: 'webhook', text: secret } };
}

const DONE = { status: 'done' } as const;

const ENDPOINT = z.object({
  submission: text,
  name: text,
  url: text,
  events: z.array(z.enum(WEBHOOK_EVENTS)),
});

/** Adds an endpoint; its secret is shown this once. */
export async function makeEndpointAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = ENDPOINT.safeParse({ ...textsOf(form), events: form.getAll('events') });
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, ...told } = read.data;
  const ask = { submissionId, ...told, isPrivateAllowed: allowsPrivateReceivers() };
  const answer = await makeEndpoint(portalDatabase(), actor, ask);
  if (answer.status !== 'made') return outcomeOf(form, answer, () => '');
  return outcomeOf(form, DONE, (t) => t('done.made'), answer.secret);
}

/** Changes an endpoint's name, address or events. */
export async function changeEndpointAction(
  _before: FormOutcome | null,
  form: FormData,
): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = ENDPOINT.extend({ endpoint }).safeParse({ ...textsOf(form), events: form.getAll('events') });
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, endpoint: endpointId, ...told } = read.data;
  const ask = { submissionId, endpointId, ...told, isPrivateAllowed: allowsPrivateReceivers() };
  return outcomeOf(form, await changeEndpoint(portalDatabase(), actor, ask), (t) => t('done.changed'));
}

const SWITCH = OF_ENDPOINT.extend({ to: z.enum(['on', 'off']) });

/** Switches an endpoint on or off. */
export async function switchEndpointAction(
  _before: FormOutcome | null,
  form: FormData,
): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = SWITCH.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, endpoint: endpointId, to } = read.data;
  const answer = await switchEndpoint(portalDatabase(), actor, { submissionId, endpointId, to });
  return outcomeOf(form, answer, (t) => t(`done.${to}`));
}

/** Removes an endpoint; what is left to see is the list of the others. */
export async function removeEndpointAction(
  _before: FormOutcome | null,
  form: FormData,
): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = OF_ENDPOINT.extend({ why: text.default('') }).safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, endpoint: endpointId, why } = read.data;
  const answer = await removeEndpoint(portalDatabase(), actor, { submissionId, endpointId, why });
  if (answer.status === 'refused') return outcomeOf(form, answer, () => '');
  revalidatePath(PATH, 'layout');
  redirect(PATH);
}

const RENEWAL = OF_ENDPOINT.extend({ overlap: z.enum(['day', 'none']) });

/** Makes a new signing secret, which is shown this once. */
export async function renewSecretAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = RENEWAL.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, endpoint: endpointId, overlap } = read.data;
  const answer = await renewSecret(portalDatabase(), actor, { submissionId, endpointId, overlap });
  if (answer.status !== 'made') return outcomeOf(form, answer, () => '');
  const done = answer.othersUntil === null ? 'done.secret' : 'done.secret_until';
  return outcomeOf(form, DONE, (t) => t(done), answer.secret);
}

/** Posts a test message, and tells what the endpoint answered. */
export async function sendTestAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = OF_ENDPOINT.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, endpoint: endpointId } = read.data;
  const ask = { submissionId, endpointId, isPrivateAllowed: allowsPrivateReceivers() };
  const answer = await sendTest(portalDatabase(), actor, ask);
  if (answer.status !== 'tested') return outcomeOf(form, answer, () => '');
  const { httpStatus, durationMs, error } = answer;
  const told = { status: String(httpStatus ?? ''), duration: durationMs, error: error ?? '' };
  const taken = error === null ? 'tested' : httpStatus === null ? 'test_failed' : 'test_refused';
  const outcome = await outcomeOf(form, DONE, (t) => t(`done.${taken}`, told));
  return error === null ? outcome : { ...outcome, status: 'refused' };
}

const OF_MESSAGE = OF_ENDPOINT.extend({
  merchant: text.min(1).max(1000),
  message: z.string().regex(/^\d{1,18}$/),
});

/** Sends one message again. */
export async function resendAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = OF_MESSAGE.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, endpoint: endpointId, merchant: merchantId, message } = read.data;
  const ask = { submissionId, endpointId, merchantId, deliveryNo: BigInt(message) };
  return outcomeOf(form, await resendDelivery(portalDatabase(), actor, ask), (t) => t('done.resent'));
}

/** Sends again what was given up. */
export async function resendDeadAction(_before: FormOutcome | null, form: FormData): Promise<FormOutcome> {
  const actor = await requireActor('webhooks.change');
  const read = OF_ENDPOINT.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(form, NOT_OURS, () => '');
  const { submission: submissionId, endpoint: endpointId } = read.data;
  const answer = await resendDead(portalDatabase(), actor, { submissionId, endpointId });
  if (answer.status !== 'resent') return outcomeOf(form, answer, () => '');
  return outcomeOf(form, DONE, (t) => t('done.resent_dead', { count: answer.messages }));
}
