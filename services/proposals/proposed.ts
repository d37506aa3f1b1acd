import { z } from 'zod';
import { CORRECTED_EVENTS } from '../../engine/facts';

/** What a proposal says, and the fact that its approval records. */

const override = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('eligible'), tier: z.string(), until: z.string() }),
  z.strictObject({ decision: z.literal('ineligible'), until: z.string() }),
  z.strictObject({ decision: z.literal('none') }),
]);
export type OverrideContent = z.output<typeof override>;

/** Minor units in digits: more than any program's numbers may have to hold. */
const amount = z.strictObject({ currency: z.string(), amount: z.string().regex(/^-?\d{1,40}$/) });
export type AmountContent = z.output<typeof amount>;

/** `on` null: it did not happen. */
const correction = z.strictObject({ event: z.enum(CORRECTED_EVENTS), on: z.string().nullable() });
export type CorrectionContent = z.output<typeof correction>;

interface OnMerchant {
  merchantId: string;
  orderId: null;
}

export type ProposedOverride = OnMerchant & { kind: 'override'; content: OverrideContent };
export type ProposedAmount = OnMerchant & { kind: 'write_off' | 'adjustment'; content: AmountContent };
export interface ProposedCorrection {
  kind: 'correction';
  merchantId: string;
  orderId: string;
  content: CorrectionContent;
}

/** Everything that is recorded as a fact of one merchant. */
export type Proposed = ProposedOverride | ProposedAmount | ProposedCorrection;

/** A proposal as it is kept, read; null for a policy, which is no fact. */
export function readProposed(row: {
  proposalId: string;
  kind: string;
  merchantId: string | null;
  orderId: string | null;
  content: unknown;
}): Proposed | null {
  const { kind, merchantId, orderId, content } = row;
  if (kind === 'policy') return null;
  if (merchantId === null) throw new Error(`proposal ${row.proposalId} is about no merchant`);
  switch (kind) {
    case 'override':
      return { kind, merchantId, orderId: null, content: override.parse(content) };
    case 'write_off':
    case 'adjustment':
      return { kind, merchantId, orderId: null, content: amount.parse(content) };
    case 'correction':
      return { kind, merchantId, orderId: orderId ?? '', content: correction.parse(content) };
    default:
      throw new Error(`proposal ${row.proposalId} is of no known kind: ${kind}`);
  }
}

/** The id of the fact that the approval of a proposal records. */
export function factIdOf(proposalId: string): string {
  return `proposal:${proposalId}`;
}

/** What happened: the fact that a proposal is, at the instant of its approval. */
export function factOf(proposed: Proposed, proposalId: string, now: Date): Record<string, unknown> {
  const head = { id: factIdOf(proposalId), at: now.toISOString() };
  const onMerchant = { merchant: proposed.merchantId, ...proposed.content };
  switch (proposed.kind) {
    case 'override': {
      const hasEnd = proposed.content.decision !== 'none';
      return { ...head, type: hasEnd ? 'override.set_until' : 'override.set', ...onMerchant };
    }
    case 'write_off':
      return { ...head, type: 'receivable.written_off', ...onMerchant };
    case 'adjustment':
      return { ...head, type: 'adjustment.posted', ...onMerchant };
    case 'correction': {
      const { event, on } = proposed.content;
      const about = { order: proposed.orderId, event };
      return { ...head, type: 'order.corrected', ...about, ...(on === null ? {} : { on }) };
    }
  }
}
