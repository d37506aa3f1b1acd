import { FACT_TYPES, type Fact, type FactType } from '../../engine/facts';
import type { CheckedKind } from '../../engine/imports';

/** What a file would record, by type of fact, with its money in each currency. */
export class CheckedKinds {
  private readonly kinds = new Map<
    FactType,
    { applied: number; parked: number; minor: Map<string, bigint> }
  >();

  /** @param currency of the fact's amount; null where it has none, or where nobody knows it yet */
  add(fact: Fact, status: 'applied' | 'parked', currency: string | null): void {
    const kind = this.kinds.get(fact.type) ?? { applied: 0, parked: 0, minor: new Map<string, bigint>() };
    this.kinds.set(fact.type, kind);
    kind[status] += 1;
    if (status === 'applied' && currency !== null && 'amount' in fact)
      kind.minor.set(currency, (kind.minor.get(currency) ?? 0n) + fact.amount);
  }

  /** In the order of the rules. */
  listed(): CheckedKind[] {
    return FACT_TYPES.flatMap((type) => {
      const kind = this.kinds.get(type);
      if (kind === undefined) return [];
      const { applied, parked, minor } = kind;
      const sums = [...minor].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return {
        ...{ type, applied, parked },
        minor: Object.fromEntries(sums.map(([currency, sum]) => [currency, sum.toString()])),
      };
    });
  }
}
