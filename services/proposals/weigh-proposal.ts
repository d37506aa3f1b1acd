import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { authorizePerson } from '../authorize';
import { inSnapshot } from '../snapshot';
import { type ProposalWeighed, type Reader, type Reasoned, weigh } from './propose';
import { type AdjustmentAsk, readAdjustment } from './propose-adjustment';
import { type CorrectionAsk, readCorrection } from './propose-correction';
import { type OverrideAsk, readOverride } from './propose-override';
import { readWriteOff, type WriteOffAsk } from './propose-write-off';
import type { ProposalRefused } from './refusal';

export type ProposalAsk =
  | ({ kind: 'override' } & OverrideAsk)
  | ({ kind: 'write_off' } & WriteOffAsk)
  | ({ kind: 'adjustment' } & AdjustmentAsk)
  | ({ kind: 'correction' } & CorrectionAsk);

function readerOf(ask: ProposalAsk): Reader {
  switch (ask.kind) {
    case 'override':
      return readOverride(ask);
    case 'write_off':
      return readWriteOff(ask);
    case 'adjustment':
      return readAdjustment(ask);
    case 'correction':
      return readCorrection(ask);
  }
}

/** What would follow from a proposal, asked of the rules and the books before it is sent. Nothing is recorded. */
export async function weighProposal(
  database: Database,
  actor: Actor,
  ask: ProposalAsk & Reasoned,
  now: Date = new Date(),
): Promise<ProposalWeighed | ProposalRefused> {
  authorizePerson(actor, 'proposals.make');
  return inSnapshot(database, actor, (executor) => weigh(executor, readerOf(ask), ask, now));
}
