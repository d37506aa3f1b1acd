import type { ChangePersonRefusal } from '@/services/access/change-person';
import type { EndPersonRefusal } from '@/services/access/end-person';
import type { EndSessionRefusal } from '@/services/access/end-session';
import type { EndSessionsRefusal } from '@/services/access/end-sessions';
import type { InviteRefusal } from '@/services/access/invite-person';
import type { MakeKeyRefusal } from '@/services/access/make-api-key';
import type { PasswordLinkRefusal } from '@/services/access/make-password-link';
import type { RemoveSecondFactorRefusal } from '@/services/access/remove-second-factor';
import type { RestorePersonRefusal } from '@/services/access/restore-person';
import type { RevokeKeyRefusal } from '@/services/access/revoke-api-key';
import type { RevokeInvitationRefusal } from '@/services/access/revoke-invitation';

/** Every reason for which a change of who may come in is refused. */
export type AccessCode =
  | 'bad_form'
  | ChangePersonRefusal
  | EndPersonRefusal
  | EndSessionRefusal
  | EndSessionsRefusal
  | InviteRefusal
  | MakeKeyRefusal
  | PasswordLinkRefusal
  | RemoveSecondFactorRefusal
  | RestorePersonRefusal
  | RevokeInvitationRefusal
  | RevokeKeyRefusal;

/** The field that a refusal is about, by its name; those that are about none are not here. */
export const FIELD_OF: Partial<Record<AccessCode, string>> = {
  bad_email: 'email',
  email_taken: 'email',
  bad_name: 'name',
  merchant_needed: 'merchant',
  unknown_merchant: 'merchant',
  why_needed: 'why',
  scopes_needed: 'scopes',
  bad_expiry: 'expires_on',
  expiry_past: 'expires_on',
};
