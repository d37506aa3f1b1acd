/** What the audit log knows of: every act of a person, a key or an operator that changes what others may do or see. */
export const AUDIT_ACTIONS = [
  'sign_in.done',
  'sign_in.failed',
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
  'participation.opted_out',
  'participation.opted_in',
  'bank_account.added',
  'bank_account.removed',
  'withdrawal.asked',
  'withdrawal.sent',
  'withdrawal.returned',
  'feed.made',
  'feed.ended',
  'proposal.made',
  'proposal.approved',
  'proposal.declined',
  'proposal.withdrawn',
  'note.written',
  'draft.made',
  'draft.changed',
  'draft.ended',
  'backtest.asked',
  'backtest.stopped',
  'policy.published',
  'payout.batched',
  'payout.exported',
  'payout.answer_read',
  'table.exported',
  'import.uploaded',
  'import.checked',
  'import.recorded',
  'import.stopped',
  'import.removed',
  'webhook.made',
  'webhook.changed',
  'webhook.removed',
  'webhook.secret_renewed',
  'webhook.resent',
  'webhook.tested',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

type GroupOf<Action> = Action extends `${infer Group}.${string}` ? Group : never;
/** What an action is about: the first word of its name. */
export type AuditGroup = GroupOf<AuditAction>;

/** One action, or all of a group: `person.changed`, `person.*`. */
export type AuditChoice = AuditAction | `${AuditGroup}.*`;

export function auditGroupOf(choice: AuditChoice): AuditGroup {
  return choice.slice(0, choice.indexOf('.')) as AuditGroup;
}

/** The actions that a choice stands for. */
export function auditActionsOf(choice: AuditChoice): AuditAction[] {
  return AUDIT_ACTIONS.filter((action) => action === choice || `${auditGroupOf(action)}.*` === choice);
}

/** The choice that a text names; null where it names none. */
export function readAuditChoice(text: string): AuditChoice | null {
  const choices = AUDIT_ACTIONS.flatMap((action) => [action, `${auditGroupOf(action)}.*`] as const);
  return choices.find((choice) => choice === text) ?? null;
}

/** What administrators look after: who may come in, and how they do. */
export const ACCESS_GROUPS = [
  'sign_in',
  'sign_out',
  'password',
  'second_factor',
  'session',
  'person',
  'invitation',
  'key',
  'webhook',
] as const satisfies AuditGroup[];

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
