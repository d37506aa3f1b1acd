import { ACCESS } from './verbs/access';
import { BOOKS } from './verbs/books';
import type { Verb } from './verbs/given';
import { PAYOUTS } from './verbs/payouts';
import { POLICY } from './verbs/policy';
import { PROGRAMS } from './verbs/programs';
import { PROPOSALS } from './verbs/proposals';
import { RUNS } from './verbs/runs';
import { SELLERS } from './verbs/sellers';
import { STORES } from './verbs/stores';

export { ACTORS, type Who } from './verbs/given';

/** Every verb of the services, who may do it, and how it is called. */
export const VERBS: Record<string, Verb> = {
  ...BOOKS,
  ...ACCESS,
  ...SELLERS,
  ...STORES,
  ...PROPOSALS,
  ...POLICY,
  ...PAYOUTS,
  ...RUNS,
  ...PROGRAMS,
};
