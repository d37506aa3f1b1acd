/** What the marketplace's own programs are told of, and how far the telling is. */

export const WEBHOOK_EVENTS = [
  'release.made',
  'hold.released',
  'deduction.made',
  'enrolment.changed',
  'assessment.made',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** `dead`: nobody took it for three days. It can still be sent again by hand. */
export const DELIVERY_STATUSES = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** An endpoint that is `off` is told of nothing that happens meanwhile; what waits for it, waits. */
export const ENDPOINT_STATUSES = ['on', 'off', 'removed'] as const;
export type EndpointStatus = (typeof ENDPOINT_STATUSES)[number];
