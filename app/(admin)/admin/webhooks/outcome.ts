import type { ChangeEndpointRefusal } from '@/services/webhooks/change-endpoint';
import type { MakeEndpointRefusal } from '@/services/webhooks/make-endpoint';
import type { RemoveEndpointRefusal } from '@/services/webhooks/remove-endpoint';
import type { ResendDeadRefusal, ResendRefusal } from '@/services/webhooks/resend';
import type { SendTestRefusal } from '@/services/webhooks/send-test';
import type { SwitchEndpointRefusal } from '@/services/webhooks/switch-endpoint';

/** Every reason for which a change of an endpoint is refused. */
export type WebhookCode =
  | 'bad_form'
  | ChangeEndpointRefusal
  | MakeEndpointRefusal
  | RemoveEndpointRefusal
  | ResendDeadRefusal
  | ResendRefusal
  | SendTestRefusal
  | SwitchEndpointRefusal;

/** The field that a refusal is about, by its name; those that are about none are not here. */
export const FIELD_OF: Partial<Record<WebhookCode, string>> = {
  bad_name: 'name',
  events_needed: 'events',
  bad_url: 'url',
  https_needed: 'url',
  url_with_password: 'url',
  bad_port: 'url',
  private_address: 'url',
  why_needed: 'why',
};
