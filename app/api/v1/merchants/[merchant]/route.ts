import { MERCHANT_QUERY } from '@/engine/api/queries';
import { exportMerchant } from '@/services/export-merchant';
import { getMerchantAsOf } from '@/services/get-merchant';
import { portalDatabase } from '@/services/portal';
import { answerJson, answerPieces, hasMark, unchanged } from '../../answer';
import { askedBy, partsOf } from '../../asked';
import { onlyBy, problem } from '../../problem';
import { withKey } from '../../with-key';

/** One merchant, now or as of a date: what an `ask` of a scenario answers for it. */
export const GET = withKey(async (actor, request) => {
  const { query, refusal } = askedBy(request, MERCHANT_QUERY);
  if (refusal) return refusal;
  const [, merchantId = ''] = partsOf(request);
  if (query.as_of !== undefined) {
    const then = await getMerchantAsOf(portalDatabase(), actor, merchantId, query.as_of);
    return then === null ? problem(request, 'no_such_merchant') : answerJson(request, then);
  }
  const found = await exportMerchant(portalDatabase(), actor, merchantId, (mark) => hasMark(request, mark));
  if (found === null) return problem(request, 'no_such_merchant');
  return found.pieces === null ? unchanged(found.mark) : answerPieces(found.mark, found.pieces);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
