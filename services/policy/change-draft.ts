import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { lockDraft, readDraft, updateDraft } from '../../db/queries/policies';
import type { Actor } from '../../engine/actor';
import { type Policy, PolicyRefused, readPolicy } from '../../engine/policy';
import { policyDifference } from '../../engine/policy-difference';
import { readName, type Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { changeOnce, type PolicyRefusal, refuse } from './change-once';
import { changedValues } from './changed-values';

/** In the order in which they are looked at. */
export type ChangeDraftRefusal = 'bad_form' | 'unknown_draft' | 'draft_ended' | 'bad_name' | 'timezone_fixed';

export type ChangeDraftAnswer =
  | { status: 'done'; revision: number; isChanged: boolean }
  | { status: 'repeated' }
  | PolicyRefusal<ChangeDraftRefusal>
  /** What was written is no policy: each place with its reason, as `readPolicy` tells it. */
  | { status: 'refused'; code: 'policy_refused'; problems: string[] }
  /** Somebody has changed it since the form was made: what is kept now, and by whom. */
  | {
      status: 'refused';
      code: 'draft_changed';
      by: string;
      at: Date;
      revision: number;
      name: string;
      policy: Policy;
    };

/**
 * Changes a draft to what was written in a form that was made of one of its revisions. Where another person has changed
 * it since, nothing is written and the answer holds what they made of it.
 *
 * @param ask.policy every value of a policy, judged by `readPolicy`
 */
export async function changeDraft(
  database: Database,
  actor: Actor,
  ask: Submitted & { draftId: string; revision: number; name: string; policy: unknown },
  now: Date = new Date(),
): Promise<ChangeDraftAnswer> {
  const person = authorizePerson(actor, 'policy.draft');
  const { draftId } = ask;
  const name = readName(ask.name);
  const form = {
    action: 'draft.changed',
    permission: 'policy.draft',
    submissionId: ask.submissionId,
  } as const;
  return changeOnce<ChangeDraftAnswer>(database, person, form, async (executor) => {
    const draft = await lockDraft(executor, draftId);
    if (draft === null) return refuse('unknown_draft');
    if (draft.endedAt !== null) return refuse('draft_ended');
    if (draft.revision !== ask.revision) {
      const by = (await readDraft(executor, draftId))?.changedByName ?? '';
      const { revision, policy, changedAt: at } = draft;
      return { status: 'refused', code: 'draft_changed', by, at, revision, name: draft.name, policy };
    }
    if (name === null) return refuse('bad_name');
    let policy: Policy;
    try {
      policy = readPolicy(ask.policy, draft.policy);
    } catch (error) {
      if (!(error instanceof PolicyRefused)) throw error;
      return { status: 'refused', code: 'policy_refused', problems: error.problems };
    }
    const state = await readMarketplace(executor);
    if (state.hasFacts && policy.timezone !== state.policy.timezone) return refuse('timezone_fixed');
    const { before, after } = changedValues({ name: draft.name, ...draft.policy }, { name, ...policy });
    if (Object.keys(after).length === 0 && policyDifference(draft.policy, policy).length === 0)
      return { status: 'done', revision: draft.revision, isChanged: false };
    const revision = draft.revision + 1;
    const changed = { name, policy, revision, changedBy: person.personId, changedAt: now };
    await updateDraft(executor, draftId, draft.revision, changed);
    const note = { before, after: { ...after, revision } };
    await recordAudit(executor, person, { action: 'draft.changed', subject: draftId, ...note }, now);
    return { status: 'done', revision, isChanged: true };
  });
}
