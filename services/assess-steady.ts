import type { Database, Executor } from '../db/client';
import { readSteadyMerchants } from '../db/queries/books';
import { lockDay, readMarketplace } from '../db/queries/marketplace';
import { addRunProgress, type RunAttempt } from '../db/queries/runs';
import { loadRunningWindows } from '../db/queries/window-counts';
import { recordSteady, type SteadyBook } from '../db/record-steady';
import { evaluate, isAssessmentDue, windowStart } from '../engine/assessment';
import { Book, type Scene } from '../engine/book';
import { applyAssessment, wouldCancel } from '../engine/enrolment';
import { countsBefore } from '../engine/window';
import { observeRunChunk, secondsSince } from './measure';
import { traced } from './trace';
import { afterCommit, inTransaction } from './transaction';
import type { RunPolicy } from './visit-merchants';

/**
 * The assessments of a run that change nobody's standing, of merchants with nothing else due: most of a day's. Nothing
 * of them is locked before it is written, and whoever cannot be done so is left to the visits.
 */

export const STEADY_CHUNK_SIZE = 1000;

/** The books whose assessment leaves them in their standing, so that nothing comes to be due by it. */
async function assessSteady(
  executor: Executor,
  run: RunAttempt,
  { policy }: RunPolicy,
  merchantIds: string[],
): Promise<SteadyBook[]> {
  const on = run.runOn;
  const scene: Scene = { openOn: on, policy, cause: { runOn: on }, actsOn: on };
  const due = (await readSteadyMerchants(executor, run, merchantIds)).filter((merchant) =>
    isAssessmentDue(merchant, policy, on),
  );
  await loadRunningWindows(executor, due, windowStart(policy, on));
  const steady: SteadyBook[] = [];
  for (const merchant of due) {
    const counts = countsBefore(merchant, on);
    if (counts === null) continue;
    const book = new Book(merchant) as SteadyBook;
    const evaluation = evaluate(merchant, counts, policy, on);
    if (wouldCancel(book, evaluation, scene)) continue;
    applyAssessment(book, scene, evaluation, on);
    if (book.enrolmentChanges.length === 0) steady.push(book);
  }
  return steady;
}

/**
 * Does what it can of a run's visits to some merchants, in one transaction.
 *
 * @returns the ids of those it has visited
 */
export async function visitSteadyMerchants(
  database: Database,
  run: RunAttempt,
  policy: RunPolicy,
  merchantIds: string[],
  isCurrent: (state: { openOn: string | null; runAttempt: number; isRunning: boolean }) => boolean,
): Promise<string[]> {
  const began = performance.now();
  return traced('run chunk', { 'sluice.merchants': merchantIds.length }, () =>
    inTransaction(database, async (executor) => {
      await lockDay(executor, 'shared');
      const state = await readMarketplace(executor);
      if (!isCurrent(state)) return [];
      const books = await assessSteady(executor, run, policy, merchantIds);
      const visited = await recordSteady(executor, run, books, {
        policyVersion: policy.version,
        runAttempt: run.attempt,
        hasListeners: state.hasListeners,
      });
      if (visited.length === 0) return visited;
      await addRunProgress(executor, run, {
        ...{ merchants: visited.length, assessments: visited.length },
        ...{ enrolmentChanges: 0, releases: 0, holdsGivenBack: 0 },
        ...{ money: new Map(), capped: new Map() },
      });
      afterCommit(executor, () => observeRunChunk(secondsSince(began)));
      return visited;
    }),
  );
}
