import type { Database } from '../../db/client';
import { lockDraft, updateDraft } from '../../db/queries/policies';
import type { Actor } from '../../engine/actor';
import type { Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { changeOnce, type PolicyRefusal, refuse } from './change-once';

export type EndDraftRefusal = 'bad_form' | 'unknown_draft' | 'draft_ended';
export type EndDraftAnswer = { status: 'done' } | { status: 'repeated' } | PolicyRefusal<EndDraftRefusal>;

/** Puts a draft away: it is listed and changed no more. What was proposed of it, or played under it, stays. */
export async function endDraft(
  database: Database,
  actor: Actor,
  ask: Submitted & { draftId: string },
  now: Date = new Date(),
): Promise<EndDraftAnswer> {
  const person = authorizePerson(actor, 'policy.draft');
  const { draftId } = ask;
  const form = { action: 'draft.ended', permission: 'policy.draft', submissionId: ask.submissionId } as const;
  return changeOnce<EndDraftAnswer>(database, person, form, async (executor) => {
    const draft = await lockDraft(executor, draftId);
    if (draft === null) return refuse('unknown_draft');
    if (draft.endedAt !== null) return refuse('draft_ended');
    await updateDraft(executor, draftId, draft.revision, { endedAt: now });
    const before = { name: draft.name, revision: draft.revision };
    await recordAudit(executor, person, { action: 'draft.ended', subject: draftId, before }, now);
    return { status: 'done' };
  });
}
