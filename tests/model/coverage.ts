import fc from 'fast-check';
import { type History, historyArbitrary } from './history';
import { checkModel, Model } from './model';
import { playStep } from './play-scenario';

// How often histories reach what is worth reaching: npx tsx tests/model/coverage.ts [HISTORIES] [SEED]

const histories = Number(process.argv[2] ?? 300);
const seed = Number(process.argv[3] ?? 1);

const reached = new Map<string, number>();
const times = new Map<string, number>();
const sizes: number[] = [];
const started = performance.now();
let playing = 0;

function play(history: History): void {
  const begin = performance.now();
  const model = new Model(history.policy);
  for (const step of history.steps) {
    playStep(model, step);
    checkModel(model);
  }
  playing += performance.now() - begin;
  sizes.push(history.steps.length);
  for (const [what, count] of model.seen) {
    reached.set(what, (reached.get(what) ?? 0) + 1);
    times.set(what, (times.get(what) ?? 0) + count);
  }
}

fc.assert(fc.property(historyArbitrary, play), { numRuns: histories, seed });

sizes.sort((a, b) => a - b);
const at = (part: number) => sizes[Math.floor(part * (sizes.length - 1))] ?? 0;
console.log(
  `${histories} histories, seed ${seed}: steps ${at(0)} / ${at(0.1)} / ${at(0.5)} / ${at(0.9)} / ${at(1)}`,
);
console.log(
  `${((performance.now() - started) / histories).toFixed(1)} ms a history, of it ${(playing / histories).toFixed(1)} playing and checking`,
);
for (const [what, count] of [...reached].sort((a, b) => b[1] - a[1])) {
  const percent = ((100 * count) / histories).toFixed(1).padStart(5);
  console.log(
    `${percent} %  ${((times.get(what) ?? 0) / histories).toFixed(2).padStart(6)} a history  ${what}`,
  );
}
