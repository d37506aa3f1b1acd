import type { CalendarDate } from './calendar';
import type { CorrectedEvent } from './facts';

/** A date of an order that a fact has set anew or taken away (rules.md, section 12). */
export interface Correction {
  event: CorrectedEvent;
  /** The date until then, and from then on; null where there is none. They differ. */
  from: CalendarDate | null;
  to: CalendarDate | null;
}

/** What a recorded fact says of its order's dates. */
export interface DatingFact {
  type: string;
  /** Its own date. */
  on: CalendarDate;
  content: Record<string, unknown>;
}

const EVENT_OF: Record<string, CorrectedEvent> = {
  'order.shipped': 'shipped',
  'order.delivered': 'delivered',
  'order.confirmed': 'confirmed',
};

/**
 * What each of an order's facts has corrected, beside the facts: what a correction moved a date from is told by the
 * facts before it alone.
 *
 * @param facts all of the order's facts, in the order in which the books took them
 */
export function correctionsIn(facts: DatingFact[]): (Correction | null)[] {
  const dates: Record<CorrectedEvent, CalendarDate | null> = {
    shipped: null,
    delivered: null,
    confirmed: null,
  };
  return facts.map(({ type, on, content }) => {
    const told = EVENT_OF[type];
    // The first one counts, until it is taken back.
    if (told !== undefined) dates[told] ??= on;
    if (type !== 'order.corrected') return null;
    const event = content.event as CorrectedEvent;
    const from = dates[event];
    const to = typeof content.on === 'string' ? content.on : null;
    dates[event] = to;
    return { event, from, to };
  });
}
