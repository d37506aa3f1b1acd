import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Database } from '../db/client';
import type { Actor } from '../engine/actor';
import { isCalendarDate } from '../engine/calendar';
import { PolicyRefused } from '../engine/policy';
import { authorize } from './authorize';
import { getMerchants } from './get-merchant';
import { recordFacts } from './record-facts';
import { playDay } from './run-day';
import { inScratch } from './scratch';
import { setPolicy } from './set-policy';

/** A file that is not a scenario: the place and the reason. */
export class NotAScenario extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'NotAScenario';
  }
}

const date = z.string().refine(isCalendarDate, { error: 'must be a date, such as 2026-03-04' });
const object = z.record(z.string(), z.unknown());

const stepSchema = z.union(
  [
    z.strictObject({ fact: z.unknown() }).refine((step) => 'fact' in step && step.fact !== undefined),
    z.strictObject({ run: date }),
    z.strictObject({ ask: z.string().min(1), as_of: date.optional(), expect: object.optional() }),
    z.strictObject({ policy: object }),
  ],
  {
    error:
      'must be one of: a fact; a run with a date; an ask with a name, and perhaps as_of and expect; a policy',
  },
);

const scenarioSchema = z.strictObject({
  title: z.string().optional(),
  policy: object.optional(),
  steps: z.array(stepSchema),
  expect_steps: z.array(z.unknown()).optional(),
});

export type Scenario = z.infer<typeof scenarioSchema>;

interface StepAnswer {
  step: number;
  status: string;
  code?: string;
}

export interface ScenarioAnswer {
  steps: StepAnswer[];
  asks: Record<string, Record<string, unknown>>;
}

export interface ScenarioOutcome {
  answer: ScenarioAnswer;
  /** Where the answer differs from what the story expects, a line each. */
  differences: string[];
}

/** Reads a scenario file's JSON; throws `NotAScenario` with the place and the reason. */
export function readScenario(json: unknown): Scenario {
  const outcome = scenarioSchema.safeParse(json);
  if (!outcome.success) {
    const issue = outcome.error.issues[0];
    throw new NotAScenario(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
  }
  return outcome.data;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whatever the expectation names must be equal: arrays and scalars whole, objects key by key. */
function differences(place: string, expected: unknown, actual: unknown): string[] {
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(`${place}.${key}`, value, actual[key]),
    );
  }
  if (isDeepStrictEqual(expected, actual)) return [];
  return [`${place}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
}

async function policyStep(
  place: string,
  database: Database,
  actor: Actor,
  changes: unknown,
  over: 'default' | 'in force',
) {
  try {
    await setPolicy(database, actor, changes, { over, atOnce: true });
  } catch (error) {
    if (error instanceof PolicyRefused) throw new NotAScenario(`${place}: ${error.problems.join('; ')}`);
    throw error;
  }
}

async function playSteps(scenario: Scenario, database: Database, actor: Actor): Promise<ScenarioOutcome> {
  const answer: ScenarioAnswer = { steps: [], asks: {} };
  const found: string[] = [];
  await policyStep('policy', database, actor, scenario.policy ?? {}, 'default');
  // Neighbouring facts are recorded together: each is answered as it would be by itself.
  let facts: { step: number; fact: unknown }[] = [];
  const recordWaiting = async () => {
    const answers = await recordFacts(
      database,
      actor,
      facts.map(({ fact }) => fact),
    );
    for (const [index, { status, code }] of answers.entries()) {
      answer.steps.push({ step: facts[index]?.step ?? 0, status, ...(code && { code }) });
    }
    facts = [];
  };
  for (const [index, step] of scenario.steps.entries()) {
    if ('fact' in step) {
      facts.push({ step: index, fact: step.fact });
      continue;
    }
    await recordWaiting();
    if ('run' in step) {
      const outcome = await playDay(database, step.run);
      answer.steps.push({
        step: index,
        status: outcome.status,
        ...(outcome.status === 'rejected' && { code: outcome.code }),
      });
    } else if ('policy' in step) {
      await policyStep(`steps.${index}.policy`, database, actor, step.policy, 'in force');
      answer.steps.push({ step: index, status: 'applied' });
    } else {
      const asked = await getMerchants(database, actor, step.as_of);
      answer.asks[step.ask] = asked;
      if (step.expect !== undefined) found.push(...differences(`ask "${step.ask}"`, step.expect, asked));
    }
  }
  await recordWaiting();
  if (scenario.expect_steps !== undefined)
    found.push(...differences('steps', scenario.expect_steps, answer.steps));
  return { answer, differences: found };
}

/** Plays a scenario in a scratch schema, through the code that serves the product. */
export async function playScenario(
  ownerUrl: string,
  actor: Actor,
  scenario: Scenario,
): Promise<ScenarioOutcome> {
  authorize(actor, 'books.check');
  return inScratch(ownerUrl, (scratch) => playSteps(scenario, scratch, actor));
}
