import type { Database, Executor } from '../../db/client';
import { readMarketplace, readPolicyVersion } from '../../db/queries/marketplace';
import { insertDraft, readDraft } from '../../db/queries/policies';
import type { Actor } from '../../engine/actor';
import type { Policy } from '../../engine/policy';
import { readName, type Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { changeOnce, type PolicyRefusal, refuse } from './change-once';

/** In the order in which they are looked at. */
export type MakeDraftRefusal = 'bad_form' | 'bad_name' | 'unknown_version' | 'unknown_draft';

/** What a draft begins as. */
export type DraftOrigin =
  | { kind: 'in_force' }
  | { kind: 'version'; version: number }
  | { kind: 'draft'; draftId: string };

export type MakeDraftAnswer = { status: 'made'; draftId: string } | PolicyRefusal<MakeDraftRefusal>;

async function policyOf(
  executor: Executor,
  origin: DraftOrigin,
  inForce: Policy,
): Promise<Policy | PolicyRefusal<MakeDraftRefusal>> {
  switch (origin.kind) {
    case 'in_force':
      return inForce;
    case 'version':
      return (await readPolicyVersion(executor, origin.version)) ?? refuse('unknown_version');
    case 'draft':
      return (await readDraft(executor, origin.draftId))?.draft.policy ?? refuse('unknown_draft');
  }
}

/** Makes a draft: a copy of the policy in force, of any version, or of another draft. Nothing follows from it. */
export async function makeDraft(
  database: Database,
  actor: Actor,
  ask: Submitted & { name: string; origin: DraftOrigin },
  now: Date = new Date(),
): Promise<MakeDraftAnswer> {
  const person = authorizePerson(actor, 'policy.draft');
  const name = readName(ask.name);
  const draftId = ask.submissionId.toLowerCase();
  const form = { action: 'draft.made', permission: 'policy.draft', submissionId: ask.submissionId } as const;
  const answer = await changeOnce<MakeDraftAnswer>(database, person, form, async (executor) => {
    if (name === null) return refuse('bad_name');
    const state = await readMarketplace(executor);
    const policy = await policyOf(executor, ask.origin, state.policy);
    if ('status' in policy) return policy;
    const maker = { madeBy: person.personId, madeAt: now, changedBy: person.personId, changedAt: now };
    await insertDraft(executor, { draftId, name, policy, baseVersion: state.policyVersion, ...maker });
    const after = { name, from: { ...ask.origin }, base_version: state.policyVersion };
    await recordAudit(executor, person, { action: 'draft.made', subject: draftId, after }, now);
    return { status: 'made', draftId };
  });
  return answer.status === 'repeated' ? { status: 'made', draftId } : answer;
}
