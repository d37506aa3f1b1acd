/** What a fact, a run and a change of policy end in. */

export type Code =
  | 'bad_fact'
  | 'bad_amount'
  | 'conflict'
  | 'bad_state'
  | 'over_refund'
  | 'insufficient_funds';
export type FactResult = { status: 'applied' | 'duplicate' | 'parked' | 'rejected'; code?: Code };
export type RunResult = { status: 'done' | 'rejected'; code?: 'closed_day' };
export type PolicyResult = { status: 'applied' | 'rejected' };
