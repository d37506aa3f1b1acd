import type { ProposalKind } from '@/engine/proposals';

/** What can be proposed here; a policy is proposed beside its draft. */
export const NEW_KINDS = [
  'override',
  'write_off',
  'adjustment',
  'correction',
] as const satisfies ProposalKind[];
export type NewKind = (typeof NEW_KINDS)[number];

export function readKind(text: string): NewKind | null {
  return NEW_KINDS.find((kind) => kind === text) ?? null;
}
