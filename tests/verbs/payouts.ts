import { addDemoPayouts } from '@/services/payouts/add-demo-payouts';
import { getBatch } from '@/services/payouts/get-batch';
import { getPayout } from '@/services/payouts/get-payout';
import { getPayouts } from '@/services/payouts/get-payouts';
import { listBatches } from '@/services/payouts/list-batches';
import { listPayouts } from '@/services/payouts/list-payouts';
import { listWithdrawalsToSend } from '@/services/payouts/list-to-send';
import { makeBatch } from '@/services/payouts/make-batch';
import { markBatchSent } from '@/services/payouts/mark-batch-sent';
import { takeAnswer } from '@/services/payouts/take-answer';
import { takePayoutFile } from '@/services/payouts/take-payout-file';
import { weighAnswer } from '@/services/payouts/weigh-answer';
import { weighBatch } from '@/services/payouts/weigh-batch';

import { ANY_PAYOUTS, BATCH, FORM, NO_ANSWER, NOBODY_ELSE, NOW, READERS, type Verb } from './given';

export const PAYOUTS: Record<string, Verb> = {
  'payouts/get-payouts#getPayouts': {
    may: READERS,
    call: (database, actor) => getPayouts(database, actor),
  },
  'payouts/list-payouts#listPayouts': {
    may: READERS,
    call: (database, actor) => listPayouts(database, actor, { filter: ANY_PAYOUTS, cursor: null }),
  },
  'payouts/get-payout#getPayout': {
    may: READERS,
    call: (database, actor) => getPayout(database, actor, 'w'),
  },
  'payouts/list-batches#listBatches': {
    may: READERS,
    call: (database, actor) => listBatches(database, actor, { cursor: null }),
  },
  'payouts/get-batch#getBatch': {
    may: READERS,
    call: (database, actor) => getBatch(database, actor, 'b'),
  },
  'payouts/list-to-send#listWithdrawalsToSend': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => listWithdrawalsToSend(database, actor, 'USD'),
  },
  'payouts/weigh-batch#weighBatch': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => weighBatch(database, actor, BATCH),
  },
  // Whoever makes one is named in it.
  'payouts/make-batch#makeBatch': {
    may: ['reviewer', 'approver'],
    call: (database, actor) =>
      makeBatch(database, actor, { ...BATCH, submissionId: FORM.submissionId }, { payers: [], now: NOW }),
  },
  'payouts/take-payout-file#takePayoutFile': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => takePayoutFile(database, actor, { batchId: 'b', format: 'csv' }),
  },
  'payouts/mark-batch-sent#markBatchSent': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => markBatchSent(database, actor, { batchId: 'b' }),
  },
  'payouts/weigh-answer#weighAnswer': {
    may: ['reviewer', 'approver', 'operator'],
    call: (database, actor) => weighAnswer(database, actor, NO_ANSWER),
  },
  'payouts/take-answer#takeAnswer': {
    may: ['reviewer', 'approver'],
    call: (database, actor) => takeAnswer(database, actor, NO_ANSWER),
  },
  'payouts/add-demo-payouts#addDemoPayouts': {
    may: NOBODY_ELSE,
    call: (database, actor) => addDemoPayouts(database, actor),
  },
};
