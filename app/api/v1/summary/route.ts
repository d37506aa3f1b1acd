import { NO_QUERY } from '@/engine/api/queries';
import { getSummary } from '@/services/get-summary';
import { portalDatabase } from '@/services/portal';
import { answerJson } from '../answer';
import { askedBy } from '../asked';
import { onlyBy } from '../problem';
import { withKey } from '../with-key';

/** The marketplace in a few figures: what `sluice summary --json` prints. */
export const GET = withKey(async (actor, request) => {
  const { refusal } = askedBy(request, NO_QUERY);
  return refusal ?? answerJson(request, await getSummary(portalDatabase(), actor));
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
