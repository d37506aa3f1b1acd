import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../engine/calendar';

/** How banks name what we hand them: at most 35 characters of their own alphabet. */

/** A withdrawal's id in a payment file: its own without the dashes. */
export function endToEndIdOf(withdrawalId: string): string {
  const short = withdrawalId.replaceAll('-', '');
  // An id that no form of ours made may be anything.
  return /^[0-9a-f]{32}$/.test(short)
    ? short
    : createHash('sha256').update(withdrawalId).digest('hex').slice(0, 32);
}

/** A batch's name: its day, so that people find it, and enough of its id that no other has the same. */
export function messageIdOf(batchId: string, madeOn: CalendarDate): string {
  return `PO-${madeOn.replaceAll('-', '')}-${batchId.replaceAll('-', '').slice(0, 16).toUpperCase()}`;
}
