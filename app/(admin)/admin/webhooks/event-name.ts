import type { WebhookEvent } from '@/engine/webhooks';

/** An event's name in the messages, which know no dot. */
export const EVENT_NAMES = {
  'release.made': 'release_made',
  'hold.released': 'hold_released',
  'deduction.made': 'deduction_made',
  'enrolment.changed': 'enrolment_changed',
  'assessment.made': 'assessment_made',
} as const satisfies Record<WebhookEvent, string>;
