import type { EntryKind } from './accounts';

/** What the marketplace's own programs are told of, and how far the telling is. */

export const WEBHOOK_EVENTS = [
  'release.made',
  'hold.released',
  'deduction.made',
  'enrolment.changed',
  'assessment.made',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What an entry of a kind is told as; of the others nobody is told. */
export const EVENT_OF_ENTRY: Partial<Record<EntryKind, WebhookEvent>> = {
  release_early: 'release.made',
  release_standard: 'release.made',
  release_closure: 'release.made',
  hold_release: 'hold.released',
  hold_freed: 'hold.released',
  deduction: 'deduction.made',
};

/** `dead`: nobody took it for three days. It can still be sent again by hand. */
export const DELIVERY_STATUSES = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** An endpoint that is `off` is told of nothing that happens meanwhile; what waits for it, waits. */
export const ENDPOINT_STATUSES = ['on', 'off', 'removed'] as const;
