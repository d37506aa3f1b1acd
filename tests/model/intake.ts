import { applyFact } from './apply-fact';
import { keyOf } from './ids';
import type { Marketplace } from './marketplace';
import { contentOf, type Fact, readFact } from './read';
import type { FactResult } from './results';

/** How facts arrive (section 4): once, twice, too early, or not at all. */

type Waiting = { fact: Fact; key: string };

export class Intake {
  /** Content of every fact that was applied or is parked. */
  private readonly recorded = new Map<string, string>();
  /** In order of arrival. */
  private waiting: { arrival: number; item: Waiting }[] = [];
  private arrivals = 0;

  constructor(private readonly marketplace: Marketplace) {}

  hasRecorded(): boolean {
    return this.recorded.size > 0;
  }

  receive(raw: unknown): FactResult {
    const fact = readFact(raw, this.marketplace.policy);
    if (fact === 'bad_fact' || fact === 'bad_amount') return { status: 'rejected', code: fact };

    const content = contentOf(fact);
    const before = this.recorded.get(fact.id);
    if (before === content) return { status: 'duplicate' };
    if (before !== undefined) return { status: 'rejected', code: 'conflict' };

    this.arrivals += 1;
    const result = this.applyOrPark(fact, this.arrivals);
    return result;
  }

  private applyOrPark(fact: Fact, arrival: number): FactResult {
    const obstacle = this.obstacleOf(fact);
    if (obstacle === 'bad_state') return { status: 'rejected', code: 'bad_state' };
    if (obstacle !== null) {
      this.recorded.set(fact.id, contentOf(fact));
      this.waiting.push({ arrival, item: { fact, key: obstacle.waitsFor } });
      return { status: 'parked' };
    }
    const code = applyFact(this.marketplace, fact);
    if (code !== null) return { status: 'rejected', code };
    this.recorded.set(fact.id, contentOf(fact));
    this.wake(fact);
    return { status: 'applied' };
  }

  /** What a fact names that is not known yet. */
  private obstacleOf(fact: Fact): { waitsFor: string } | 'bad_state' | null {
    if (
      fact.merchant !== null &&
      fact.type !== 'merchant.opened' &&
      !this.marketplace.merchants.has(fact.merchant)
    ) {
      return { waitsFor: keyOf('merchant', fact.merchant) };
    }
    if (fact.order === null || fact.type === 'order.paid') return null;
    const order = this.marketplace.orders.get(fact.order);
    if (order === undefined) return { waitsFor: keyOf('order', fact.order) };
    if (fact.type === 'order.delivered' || fact.type === 'order.confirmed') {
      if (order.cancelled) return 'bad_state';
      if (order.shippedOn === null) return { waitsFor: keyOf('shipment', fact.order) };
    }
    if (fact.type === 'dispute.closed' && fact.dispute !== null) {
      if (!order.disputes.some((dispute) => dispute.id === fact.dispute)) {
        return { waitsFor: keyOf('dispute', fact.order, fact.dispute) };
      }
    }
    return null;
  }

  private wake(by: Fact): void {
    let key: string;
    if (by.type === 'merchant.opened') key = keyOf('merchant', by.merchant ?? '');
    else if (by.type === 'order.paid') key = keyOf('order', by.order ?? '');
    else if (by.type === 'order.shipped' || (by.event === 'shipped' && by.on !== null))
      key = keyOf('shipment', by.order ?? '');
    else if (by.type === 'dispute.opened') key = keyOf('dispute', by.order ?? '', by.dispute ?? '');
    else return;

    const woken = this.waiting.filter((waiting) => waiting.item.key === key);
    this.waiting = this.waiting.filter((waiting) => waiting.item.key !== key);
    woken.sort((a, b) => a.arrival - b.arrival);
    if (by.type === 'order.corrected' && woken.length > 0) this.marketplace.note('woken by a correction');
    for (const { arrival, item } of woken) {
      this.recorded.delete(item.fact.id);
      const result = this.applyOrPark(item.fact, arrival);
      this.marketplace.note(`woken ${result.status}`);
    }
  }
}
