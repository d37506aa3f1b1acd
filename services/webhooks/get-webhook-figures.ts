import type { Database } from '../../db/client';
import { readWebhookFigures } from '../../db/queries/webhook-figures';

/** The outgoing webhooks in figures, for whoever watches over the server: no money, and nobody's name. */
export interface WebhookFigures {
  /** Endpoints that are on. */
  endpointsOn: number;
  /** Those of them that have taken nothing for five tries or more. */
  endpointsFailing: number;
  /** Merchants' changes that are not yet made into messages. */
  outboxWaiting: number;
  /** Messages for endpoints that are on, and not delivered yet. */
  messagesWaiting: number;
  /** Messages that were given up, and not sent again since. */
  messagesDead: number;
  /** How long the oldest of what waits has waited; 0 where nothing does. */
  lagSeconds: number;
}

/** The figures at an instant. */
export async function getWebhookFigures({ drizzle }: Database, now: Date): Promise<WebhookFigures> {
  return readWebhookFigures(drizzle, now);
}
