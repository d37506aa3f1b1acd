import { setImmediate as breathe } from 'node:timers/promises';
import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { Fact, ReadFact, UnreadFact } from '../../engine/facts';
import type { CheckResult } from '../../engine/imports';
import type { Intake } from '../../engine/intake';
import type { FactLine } from '../fact-lines';
import { type IntakeLoad, loadIntake } from '../load-intake';
import { markOf } from '../record-facts';
import { answerOf, badAnswer, type LineAnswer } from '../record-lines';
import { inSnapshot } from '../snapshot';
import { CheckedKinds } from './checked-kinds';
import { readBrought } from './read-brought';

/** Lines tried on the books as they are, by the intake itself: nothing is locked, and nothing is recorded. */

export interface Tried {
  answers: LineAnswer[];
  found: Pick<CheckResult, 'openOn' | 'kinds' | 'woken' | 'refusedOnWaking' | 'parkedThenApplied'>;
}

/** So many lines, and then others get their turn. */
const LINES_AT_A_TIME = 200;

/** What a fact waits for, in words. */
function awaitedBy(fact: Fact, intake: Intake): string {
  if ('merchant' in fact && !intake.books.has(fact.merchant))
    return `waits: the store ${fact.merchant} is not known yet`;
  if ('order' in fact && !intake.merchantOfOrder.has(fact.order))
    return `waits: the order ${fact.order} is not known yet`;
  if ('dispute' in fact) return `waits: the dispute ${fact.dispute} is not known yet`;
  if ('order' in fact) return `waits: the order ${fact.order} was not shipped yet`;
  return '';
}

function currencyOf(fact: Fact, intake: Intake): string | null {
  if ('currency' in fact) return fact.currency;
  if (!('order' in fact)) return null;
  const book = intake.books.get(intake.merchantOfOrder.get(fact.order) ?? '');
  return book?.orders.get(fact.order)?.currency ?? null;
}

/** What the facts that wait would come to: those of the books, and the file's own. */
function waking({ intake }: IntakeLoad, answers: LineAnswer[]) {
  const parkedHere = new Set(
    answers.flatMap(({ line, status }) => (status === 'parked' ? [(line.raw as { id: string }).id] : [])),
  );
  const appliedHere = answers.filter(({ status }) => status === 'applied').length;
  const parkedThenApplied = intake.applied.filter(({ fact }) => parkedHere.has(fact.id)).length;
  return {
    woken: intake.applied.length - appliedHere - parkedThenApplied,
    refusedOnWaking: intake.refusedOnWaking.length,
    parkedThenApplied,
  };
}

/** @param isOver throws where nobody waits for it any more */
export async function tryLines(
  database: Database,
  actor: Actor,
  lines: readonly FactLine[],
  isOver: () => void = () => {},
): Promise<Tried> {
  const { state, reads, load } = await inSnapshot(database, actor, async (executor) => {
    const marketplace = await readMarketplace(executor);
    const all: (ReadFact | UnreadFact | null)[] = [];
    for (const [index, line] of lines.entries()) {
      if (index % LINES_AT_A_TIME === 0) await breathe();
      all.push(line.problem === null ? readBrought(line.raw, marketplace.policy) : null);
    }
    const readable = all.filter((read): read is ReadFact => read?.ok === true);
    return {
      state: marketplace,
      reads: all,
      load: await loadIntake(executor, marketplace, readable, markOf, { hold: 'read' }),
    };
  });
  const { intake } = load;
  const kinds = new CheckedKinds();
  const answers: LineAnswer[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % LINES_AT_A_TIME === 0) {
      await breathe();
      isOver();
    }
    const read = reads[index];
    if (read === null || read === undefined) {
      answers.push(badAnswer(line, line.problem ?? ''));
      continue;
    }
    if (!read.ok) {
      answers.push({ line, status: 'bad', code: read.code, reason: read.reason });
      continue;
    }
    const { fact, content } = read;
    const answer = answerOf(line, intake.submitRead(fact, content));
    if (answer.status === 'parked') answer.reason = awaitedBy(fact, intake);
    if (answer.status === 'applied' || answer.status === 'parked')
      kinds.add(fact, answer.status, currencyOf(fact, intake));
    answers.push(answer);
  }
  return {
    answers,
    found: { openOn: state.openOn, kinds: kinds.listed(), ...waking(load, answers) },
  };
}
