/** What the audit log knows of: every act of a person, a key or an operator that changes what others may do or see. */
export const AUDIT_ACTIONS = [
  'sign_in.done',
  'sign_in.failed',
  'sign_in.refused',
  'sign_out.done',
  'password.changed',
  'password.set_by_link',
  'second_factor.set',
  'second_factor.removed',
  'second_factor.codes_renewed',
  'session.ended',
  'person.invited',
  'person.added',
  'person.changed',
  'person.ended',
  'person.restored',
  'invitation.revoked',
  'password.link_made',
  'key.made',
  'key.revoked',
  'run.started',
  'policy.set',
  'facts.imported',
  'audit.exported',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What a verb tells the audit log of what it did; who and when are added. */
export interface AuditNote {
  action: AuditAction;
  /** The merchant that it is about, where it is about one. */
  merchantId?: string;
  /** What it was done to: a person's id, a key's, a date, a version. */
  subject?: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** The reason given. */
  why?: string;
}
