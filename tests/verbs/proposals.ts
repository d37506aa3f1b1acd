import { approveProposal } from '@/services/proposals/approve-proposal';
import { declineProposal } from '@/services/proposals/decline-proposal';
import { getProposal } from '@/services/proposals/get-proposal';
import { getProposalGround } from '@/services/proposals/get-proposal-ground';
import { countProposalsToDecide, listProposals } from '@/services/proposals/list-proposals';
import { proposeAdjustment } from '@/services/proposals/propose-adjustment';
import { proposeCorrection } from '@/services/proposals/propose-correction';
import { proposeOverride } from '@/services/proposals/propose-override';
import { proposeWriteOff } from '@/services/proposals/propose-write-off';
import { weighProposal } from '@/services/proposals/weigh-proposal';
import { withdrawProposal } from '@/services/proposals/withdraw-proposal';

import { CORRECTION, FORM, OF_STORE, OVERRIDE, PROPOSAL, READERS, type Verb } from './given';

export const PROPOSALS: Record<string, Verb> = {
  'proposals/list-proposals#listProposals': {
    may: READERS,
    call: (database, actor) => listProposals(database, actor),
  },
  'proposals/list-proposals#countProposalsToDecide': {
    may: ['approver'],
    call: (database, actor) => countProposalsToDecide(database, actor),
  },
  'proposals/get-proposal#getProposal': {
    may: READERS,
    call: (database, actor) => getProposal(database, actor, 'p'),
  },
  'proposals/get-proposal-ground#getProposalGround': {
    may: ['reviewer'],
    call: (database, actor) => getProposalGround(database, actor, { merchant: 'm', orderId: null }),
  },
  'proposals/weigh-proposal#weighProposal': {
    may: ['reviewer'],
    call: (database, actor) =>
      weighProposal(database, actor, { kind: 'override', why: FORM.why, ...OVERRIDE }),
  },
  'proposals/propose-override#proposeOverride': {
    may: ['reviewer'],
    call: (database, actor) => proposeOverride(database, actor, { ...OF_STORE, ...OVERRIDE }),
  },
  'proposals/propose-write-off#proposeWriteOff': {
    may: ['reviewer'],
    call: (database, actor) =>
      proposeWriteOff(database, actor, { ...OF_STORE, currency: 'USD', part: 'whole', amount: '' }),
  },
  'proposals/propose-adjustment#proposeAdjustment': {
    may: ['reviewer'],
    call: (database, actor) =>
      proposeAdjustment(database, actor, { ...OF_STORE, currency: 'USD', direction: 'credit', amount: '1' }),
  },
  'proposals/propose-correction#proposeCorrection': {
    may: ['reviewer'],
    call: (database, actor) => proposeCorrection(database, actor, { ...OF_STORE, ...CORRECTION }),
  },
  'proposals/approve-proposal#approveProposal': {
    may: ['approver'],
    call: (database, actor) => approveProposal(database, actor, PROPOSAL),
  },
  'proposals/decline-proposal#declineProposal': {
    may: ['approver'],
    call: (database, actor) => declineProposal(database, actor, PROPOSAL),
  },
  'proposals/withdraw-proposal#withdrawProposal': {
    may: ['reviewer'],
    call: (database, actor) => withdrawProposal(database, actor, PROPOSAL),
  },
};
