import type { Database } from '../../db/client';
import type { BacktestMerchant } from '../../db/queries/backtests';
import type { Actor } from '../../engine/actor';
import type { BacktestResult } from '../../engine/backtests';
import type { CalendarDate } from '../../engine/calendar';
import type { Policy } from '../../engine/policy';
import { isSamePolicy } from '../../engine/policy-difference';
import { type Course, Player } from '../replay/player';
import { type RecordedPolicy, type TakenDown, withRecord } from '../replay/record';
import { inScratch } from '../scratch';
import { LateWithdrawalQueue } from './late-withdrawals';
import { weighBacktest } from './weigh-backtest';

/** A period played twice beside the books: as it happened, and under another policy from its first day on. */

export interface BacktestAsk {
  policy: Policy;
  from: CalendarDate;
  to: CalendarDate;
}

export interface PlayOptions {
  /** What the names of the two schemas begin with. */
  schemas: string;
  /** Aborted, nothing more is played. */
  signal: AbortSignal;
  onProgress?: (played: number, toPlay: number) => void;
  /** Looks at the two sets of books before they are gone. */
  onPlayed?: (books: { happened: Database; draft: Database }) => Promise<void>;
}

export interface Played {
  result: BacktestResult;
  merchants: BacktestMerchant[];
}

const MOST_LISTED = 200;

/** The record could not be played again as it was: then nothing can be compared with it. */
class UnplayableRecord extends Error {
  constructor(problem: string) {
    super(`the record cannot be played again as it was: ${problem}`);
    this.name = 'UnplayableRecord';
  }
}

function typeOf(content: unknown): string {
  return String((content as { type?: unknown }).type);
}

/** As it happened: every fact must be applied again. */
async function playHappened(scratch: Database, record: TakenDown<null>, each: Partial<Course>) {
  const left = await Player.play(scratch, record, {
    ...each,
    policies: record.policies,
    onRefused: ({ fact_id }, { code, status }) => {
      throw new UnplayableRecord(`${fact_id} was applied, and is ${code ?? status}`);
    },
  });
  if (left !== null) throw new UnplayableRecord(`${left.fact_id} belongs to no run`);
}

/** Which version counts: from the first day on the draft, under the number of a recorded one that says the same. */
function versionsUnder({ policy, from }: BacktestAsk, policies: readonly RecordedPolicy[]) {
  const draftVersion = Math.max(...policies.map(({ version }) => version)) + 1;
  const same = new Set(
    policies.filter((each) => isSamePolicy(each.policy, policy)).map(({ version }) => version),
  );
  return {
    policies: [...policies, { version: draftVersion, policy, effectiveFrom: null }],
    versionOn: (openOn: CalendarDate | null, recorded: number) =>
      openOn === null || openOn < from || same.has(recorded) ? recorded : draftVersion,
  };
}

async function playDraft(
  scratch: Database,
  record: TakenDown<null>,
  ask: BacktestAsk,
  { afterRun, ...each }: Partial<Course>,
) {
  const late = new LateWithdrawalQueue();
  const refused: BacktestResult['refused'] = { count: 0, listed: [] };
  await Player.play(scratch, record, {
    ...each,
    ...versionsUnder(ask, record.policies),
    takesOut: (fact) => late.takesOut(fact),
    onRefused: (fact, { code, status }) => {
      if (late.refuse(fact, code)) return;
      refused.count += 1;
      if (refused.listed.length >= MOST_LISTED) return;
      refused.listed.push({
        ...{ fact: fact.fact_id, merchant: fact.merchant_id },
        ...{ type: typeOf(fact.content), code: code ?? status },
      });
    },
    afterRun: async (runOn) => {
      await afterRun?.(runOn);
      await late.tryAgain(scratch, runOn);
    },
  });
  return { late: late.end(ask.to), refused };
}

/** Runs the works at once; where one fails, the others end before what it threw is thrown on. */
async function together<One, Other>(
  stop: AbortController,
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  const ends = await Promise.allSettled(
    [one, other].map((work) =>
      (work as Promise<unknown>).catch((error: unknown) => {
        stop.abort(error);
        throw error;
      }),
    ),
  );
  for (const end of ends) if (end.status === 'rejected') throw stop.signal.reason ?? end.reason;
  return [await one, await other];
}

/**
 * Plays the record up to the period's last day twice, in two scratch schemas: as it happened, and under the policy from
 * the run of its first day on; then compares. A run whose recorded policy says the same as that policy is played as it
 * was, so that a backtest under the policy in force ends in the very same books. Throws `RunUnderWay` while a run of
 * those days is not finished.
 */
export async function playBacktest(
  database: Database,
  actor: Actor,
  ask: BacktestAsk,
  { schemas, signal, onProgress, onPlayed }: PlayOptions,
): Promise<Played> {
  return withRecord(database, actor, { until: ask.to, more: async () => null }, (record) =>
    inScratch(
      database.ownerUrl,
      (happened) =>
        inScratch(
          database.ownerUrl,
          async (draft) => {
            const stop = new AbortController();
            const all = AbortSignal.any([signal, stop.signal]);
            const played = [0, 0];
            const following = (side: 0 | 1): Partial<Course> => ({
              onFacts: (facts) => {
                all.throwIfAborted();
                played[side] = facts;
                onProgress?.((played[0] ?? 0) + (played[1] ?? 0), 2 * record.facts);
              },
              afterRun: async () => all.throwIfAborted(),
            });
            onProgress?.(0, 2 * record.facts);
            const [, { late, refused }] = await together(
              stop,
              playHappened(happened, record, following(0)),
              playDraft(draft, record, ask, following(1)),
            );
            await onPlayed?.({ happened, draft });
            const inForce = record.runs.at(-1)?.policyVersion;
            const policy = record.policies.find(({ version }) => version === inForce)?.policy ?? ask.policy;
            const { merchants, currencies, enrolled, isSame } = await weighBacktest(
              {
                executor: draft.drizzle,
                happened: { schema: happened.schema, policy },
                draft: { schema: draft.schema, policy: ask.policy },
                late,
              },
              ask,
            );
            const runs = record.runs.filter(({ runOn }) => runOn >= ask.from).length;
            const result: BacktestResult = {
              ...{
                facts: record.facts,
                runs,
                merchants: new Set(merchants.map((each) => each.merchantId)).size,
              },
              ...{
                is_same: isSame && refused.count === 0 && late.length === 0,
                currencies,
                enrolled,
                refused,
              },
            };
            return { result, merchants };
          },
          schemas,
        ),
      schemas,
    ),
  );
}
