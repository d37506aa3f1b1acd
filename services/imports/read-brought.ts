import { type ReadFact, readFact, type UnreadFact } from '../../engine/facts';
import { DECIDED_ELSEWHERE } from '../../engine/imports';
import type { Policy } from '../../engine/policy';

const ELSEWHERE = {
  decision: 'two people decide it: it is proposed and approved on the page of proposals',
  payout: 'it is marked on the page of payouts, where the withdrawal is known',
} as const;

/**
 * Reads the fact of a line that one person brings. What takes two people or a payout on the pages is `bad_fact`, also
 * what a program may record: a file would go round both.
 */
export function readBrought(raw: unknown, policy: Policy): ReadFact | UnreadFact {
  const type = (raw as { type?: unknown } | null | undefined)?.type;
  const elsewhere = Object.entries(DECIDED_ELSEWHERE).find(([decided]) => decided === type);
  if (elsewhere === undefined) return readFact(raw, policy);
  return {
    ok: false,
    code: 'bad_fact',
    reason: `type: ${elsewhere[0]} cannot be brought in a file, ${ELSEWHERE[elsewhere[1]]}`,
  };
}
