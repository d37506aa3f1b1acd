import { NO_QUERY } from '@/engine/api/queries';
import { tellOrder } from '@/services/orders/tell-order';
import { portalDatabase } from '@/services/portal';
import { answerJson } from '../../answer';
import { askedBy, partsOf } from '../../asked';
import { onlyBy, problem } from '../../problem';
import { withKey } from '../../with-key';

const AWAITED = 'No order of this id has been paid. Facts wait for it: they are applied as soon as it is.';

/** The life of one order: its facts, its entries, and what happens next. */
export const GET = withKey(async (actor, request) => {
  const { refusal } = askedBy(request, NO_QUERY);
  if (refusal) return refusal;
  const [, orderId = ''] = partsOf(request);
  const told = await tellOrder(portalDatabase(), actor, orderId);
  if ('isAwaited' in told)
    return problem(request, 'no_such_order', told.isAwaited ? { detail: AWAITED } : {});
  return answerJson(request, told);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
