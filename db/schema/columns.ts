import { sql } from 'drizzle-orm';
import { bigint, check, customType, date, type PgColumn, timestamp } from 'drizzle-orm/pg-core';

/** Column kinds that every table shares. */

/** An id of outside making: compared and ordered by code point (rules.md, section 4). */
export const id = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });

/** An amount of minor units. */
export const minor = (name: string) => bigint(name, { mode: 'bigint' });

/** A place in a merchant's own sequence, counted from 1. */
export const sequence = (name: string) => bigint(name, { mode: 'bigint' });

/** A calendar date in the policy's time zone. */
export const calendarDate = (name: string) => date(name, { mode: 'string' });

/** An instant. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A CHECK that a column holds one of the engine's own names. */
export function oneOf(name: string, column: PgColumn, names: readonly string[]) {
  return check(
    name,
    sql`${column} in (${sql.raw(names.map((each) => `'${each.replaceAll("'", "''")}'`).join(', '))})`,
  );
}
