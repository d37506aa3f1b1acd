import { isoOf } from './days';

/** A fact as the marketplace would send it: plain JSON, amounts in minor units as decimal strings. */
export interface RawFact {
  id: string;
  type: string;
  at: string;
  [field: string]: string | number | boolean;
}

/** A fact with the instant it becomes known, which for a late one is long after it happened. */
export interface Arrival {
  arrives_at: number;
  fact: RawFact;
}

export class Telegraph {
  readonly arrivals: Arrival[] = [];

  /** Both instants in milliseconds. */
  send(
    id: string,
    type: string,
    at: number,
    fields: Readonly<Record<string, string | number | boolean>>,
    arrives_at = at,
  ): void {
    this.arrivals.push({ arrives_at, fact: { id, type, at: isoOf(at), ...fields } });
  }
}
