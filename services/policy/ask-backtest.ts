import type { Database } from '../../db/client';
import { insertBacktest, readRunSpan } from '../../db/queries/backtests';
import { lockDraft } from '../../db/queries/policies';
import { wakeTask } from '../../db/queries/tasks';
import type { Actor } from '../../engine/actor';
import { BACKTEST_TASK } from '../../engine/backtests';
import { isCalendarDate } from '../../engine/calendar';
import type { Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { changeOnce, type PolicyRefusal, refuse } from './change-once';

/** In the order in which they are looked at. `bad_period`: not from a day to the same or a later one. */
export type AskBacktestRefusal =
  | 'bad_form'
  | 'unknown_draft'
  | 'draft_ended'
  | 'draft_changed'
  | 'no_runs'
  | 'bad_from'
  | 'bad_to'
  | 'bad_period'
  | 'before_runs'
  | 'after_runs';

export type AskBacktestAnswer = { status: 'made'; backtestId: string } | PolicyRefusal<AskBacktestRefusal>;

/**
 * Asks for a period to be played again under a draft as it is in that revision, in the background. Both days must lie
 * between the first run and the latest that is done.
 */
export async function askBacktest(
  database: Database,
  actor: Actor,
  ask: Submitted & { draftId: string; revision: number; from: string; to: string },
  now: Date = new Date(),
): Promise<AskBacktestAnswer> {
  const person = authorizePerson(actor, 'policy.backtest');
  const { submissionId, draftId, from, to } = ask;
  const backtestId = submissionId.toLowerCase();
  const form = { action: 'backtest.asked', permission: 'policy.backtest', submissionId } as const;
  const answer = await changeOnce<AskBacktestAnswer>(database, person, form, async (executor) => {
    const draft = await lockDraft(executor, draftId);
    if (draft === null) return refuse('unknown_draft');
    if (draft.endedAt !== null) return refuse('draft_ended');
    if (draft.revision !== ask.revision) return refuse('draft_changed');
    const span = await readRunSpan(executor);
    if (span === null) return refuse('no_runs');
    if (!isCalendarDate(from)) return refuse('bad_from');
    if (!isCalendarDate(to)) return refuse('bad_to');
    if (from > to) return refuse('bad_period');
    if (from < span.first) return refuse('before_runs');
    if (to > span.last) return refuse('after_runs');
    const { policy, revision: draftRevision } = draft;
    const asked = { askedBy: person.personId, askedAt: now };
    await insertBacktest(executor, {
      backtestId,
      draftId,
      draftRevision,
      policy,
      fromOn: from,
      toOn: to,
      ...asked,
    });
    await wakeTask(executor, BACKTEST_TASK);
    const after = { draft: draftId, revision: draftRevision, from, to };
    await recordAudit(executor, person, { action: 'backtest.asked', subject: backtestId, after }, now);
    return { status: 'made', backtestId };
  });
  return answer.status === 'repeated' ? { status: 'made', backtestId } : answer;
}
