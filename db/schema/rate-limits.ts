import { bigint, integer, pgTable, varchar } from 'drizzle-orm/pg-core';

/**
 * How much of each limit is used up, for all server processes together. The limiter's library has its own names for
 * the columns. Not logged: after a crash, counting begins anew.
 */
export const rateLimits = pgTable('rate_limits', {
  key: varchar('key', { length: 255 }).primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'bigint' }),
});
