import { and, desc, eq } from 'drizzle-orm';
import type { Executor } from '../client';
import { factRoutes, facts, parkedFacts, refusedFacts } from '../schema/facts';
import { merchants } from '../schema/merchants';

/** Whatever became of one fact, whoever's it is. */

export async function readRecordedFact(executor: Executor, factId: string) {
  const [row] = await executor
    .select({ fact: facts, merchantName: merchants.name })
    .from(factRoutes)
    .innerJoin(facts, and(eq(facts.merchantId, factRoutes.merchantId), eq(facts.factSeq, factRoutes.factSeq)))
    .innerJoin(merchants, eq(merchants.merchantId, facts.merchantId))
    .where(eq(factRoutes.factId, factId));
  return row ?? null;
}

export async function readParkedFact(executor: Executor, factId: string) {
  const [row] = await executor.select().from(parkedFacts).where(eq(parkedFacts.factId, factId));
  return row ?? null;
}

/** Facts that wait for an order or a merchant, in the order in which they came. */
export async function readParkedFor(executor: Executor, awaitedId: string, limit: number) {
  return executor
    .select()
    .from(parkedFacts)
    .where(eq(parkedFacts.awaitedId, awaitedId))
    .orderBy(parkedFacts.arrival)
    .limit(limit);
}

/** Each time that a fact of this id was refused after it had waited, latest first. */
export async function readRefusals(executor: Executor, factId: string) {
  return executor
    .select()
    .from(refusedFacts)
    .where(eq(refusedFacts.factId, factId))
    .orderBy(desc(refusedFacts.refusalId));
}
