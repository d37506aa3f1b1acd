import { Temporal } from 'temporal-polyfill';
import type { Intents } from './intents';
import type { Moment } from './moment';

/** A history's days and moments as dates and instants, in its place. */

const FRACTIONS = [0, 0, 0, 123_000_000, 123_456_000, 123_456_789];

export class Clock {
  private readonly start: Temporal.PlainDate;
  constructor(private readonly place: Intents['place']) {
    this.start = Temporal.PlainDate.from(place.around).subtract({ days: place.before });
  }

  date(day: number): string {
    return this.start.add({ days: day }).toString();
  }

  instant(moment: Moment): Temporal.Instant {
    const date = this.start.add({ days: moment.day });
    const first = date.toZonedDateTime(this.place.timezone);
    if (moment.edge === 'first') return first.toInstant();
    if (moment.edge !== 'none') {
      const before = { last_ns: 1, last_us: 1000, last_ms: 1_000_000 }[moment.edge];
      const next = date.add({ days: 1 }).toZonedDateTime(this.place.timezone);
      return next.toInstant().subtract({ nanoseconds: before });
    }
    const time = Temporal.PlainTime.from({
      hour: Math.floor(moment.minute / 60),
      minute: moment.minute % 60,
    });
    const local = date.toPlainDateTime(time);
    const disambiguation = moment.style % 2 === 0 ? 'earlier' : 'later';
    return local
      .toZonedDateTime(this.place.timezone, { disambiguation })
      .toInstant()
      .add({ nanoseconds: FRACTIONS[moment.style % FRACTIONS.length] ?? 0 });
  }
}
