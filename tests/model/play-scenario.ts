import { isDeepStrictEqual } from 'node:util';
import type { Answer } from './answer';
import { checkModel } from './check-model';
import { Model } from './model';
import type { Json, JsonObject } from './policy';

export type Step =
  | { fact: Json }
  | { run: string }
  | { policy: JsonObject }
  | { ask: string; as_of?: string; expect?: JsonObject };

export type StepResult = { step: number; status: string; code?: string };

export type Scenario = {
  title?: string;
  policy?: JsonObject;
  steps: Step[];
  expect_steps?: StepResult[];
};

export type Played = { steps: StepResult[]; asks: Record<string, Answer> };

export function playStep(model: Model, step: Step): { status: string; code?: string } | { answer: Answer } {
  if ('fact' in step) return model.fact(step.fact);
  if ('run' in step) return model.run(step.run);
  if ('policy' in step) return model.setPolicy(step.policy);
  return { answer: model.ask(step.as_of) };
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where `actual` is not what `expected` names: objects key by key, arrays and scalars whole. */
export function differences(expected: unknown, actual: unknown, place: string): string[] {
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      Object.hasOwn(actual, key)
        ? differences(value, actual[key], `${place}.${key}`)
        : [`${place}.${key}: expected ${JSON.stringify(value)}, is not there`],
    );
  }
  if (isDeepStrictEqual(expected, actual)) return [];
  return [`${place}: expected ${JSON.stringify(expected)}, is ${JSON.stringify(actual)}`];
}

/** Plays a scenario through the model; `failures` says where an `expect` or `expect_steps` did not hold. */
export function playScenario(scenario: Scenario): Played & { failures: string[] } {
  const model = new Model(scenario.policy ?? {});
  const failures: string[] = [];
  const steps: StepResult[] = [];
  const asks: [string, Answer][] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const result = playStep(model, step);
    if ('status' in result) {
      steps.push({ step: index, ...result });
    } else if ('ask' in step) {
      asks.push([step.ask, result.answer]);
      const actual: unknown = JSON.parse(JSON.stringify(result.answer));
      failures.push(...differences(step.expect ?? {}, actual, `step ${index} (${step.ask})`));
    }
    checkModel(model);
  }
  for (const [index, expected] of (scenario.expect_steps ?? []).entries()) {
    failures.push(...differences(expected, steps[index], `expect_steps[${index}]`));
    if (!isDeepStrictEqual(expected, steps[index])) failures.push(`expect_steps[${index}] is not the same`);
  }
  if (scenario.expect_steps !== undefined && scenario.expect_steps.length !== steps.length) {
    failures.push(`expect_steps: expected ${scenario.expect_steps.length} steps, were ${steps.length}`);
  }
  return { steps, asks: Object.fromEntries(asks), failures };
}
