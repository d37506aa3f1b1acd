import { getSummary } from '@/services/get-summary';
import { portalDatabase } from '@/services/portal';
import { onlyBy } from '../problem';
import { withKey } from '../with-key';

/** The marketplace in a few figures: what `sluice summary --json` prints. */
export const GET = withKey(async (actor) => Response.json(await getSummary(portalDatabase(), actor)));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
