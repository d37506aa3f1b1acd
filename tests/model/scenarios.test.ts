import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playScenario, type Scenario } from './play-scenario';

/** The model, too, must give the answers of the stories: what the engine is held against is held against them. */

const FOLDER = join(import.meta.dirname, '..', 'scenarios');

test.each(readdirSync(FOLDER))('%s', (file) => {
  const scenario = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Scenario;
  expect(playScenario(scenario).failures).toEqual([]);
});
