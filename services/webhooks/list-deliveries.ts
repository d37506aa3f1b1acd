import type { Database } from '../../db/client';
import {
  type AttemptRow,
  type DeliveryFilter,
  type DeliveryRow,
  listAttempts,
  listDeliveries as listRows,
} from '../../db/queries/webhook-deliveries';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';

/** A message with its tries, the latest first. What it says is not told: administrators see no money. */
export interface DeliveryShown extends DeliveryRow {
  tries: Omit<AttemptRow, 'deliveryNo'>[];
}

export interface DeliveryPage {
  rows: DeliveryShown[];
  /** Where the next page begins; null on the last one. */
  next: bigint | null;
}

const PAGE_SIZE = 50;

/** An endpoint's messages, the newest first, a page at a time. */
export async function listDeliveries(
  database: Database,
  actor: Actor,
  ask: { endpointId: string; filter: DeliveryFilter; before?: bigint | null; pageSize?: number },
): Promise<DeliveryPage> {
  authorize(actor, 'webhooks.read');
  const { endpointId, filter, before = null, pageSize = PAGE_SIZE } = ask;
  const found = await listRows(database.drizzle, endpointId, filter, before, pageSize + 1);
  const rows = found.slice(0, pageSize);
  const tries = new Map<bigint, DeliveryShown['tries']>();
  for (const { deliveryNo, ...tried } of await listAttempts(database.drizzle, endpointId, rows)) {
    const known = tries.get(deliveryNo);
    if (known === undefined) tries.set(deliveryNo, [tried]);
    else known.push(tried);
  }
  return {
    rows: rows.map((row) => ({ ...row, tries: tries.get(row.deliveryNo) ?? [] })),
    next: found.length > pageSize ? (rows.at(-1)?.deliveryNo ?? null) : null,
  };
}
