/** Who acts, and what each kind of actor may do. Plain data, so that pages, services and commands read one table. */

/** What a person can be; a seller belongs to exactly one merchant. */
export const ROLES = ['seller', 'reviewer', 'approver', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
export type StaffRole = Exclude<Role, 'seller'>;

/** What an API key can be made for. */
export const SCOPES = ['facts:write', 'read'] as const;
export type Scope = (typeof SCOPES)[number];

interface Person {
  kind: 'person';
  personId: string;
  name: string;
  email: string;
  /** The request that the person acts by; null outside one. */
  requestId: string | null;
}

/** A person who looks after one merchant's money, and can name no other merchant. */
export interface SellerActor extends Person {
  role: 'seller';
  merchantId: string;
}

export interface StaffActor extends Person {
  role: StaffRole;
}

export type PersonActor = SellerActor | StaffActor;

/** A program that holds an API key. */
export interface KeyActor {
  kind: 'key';
  keyId: string;
  name: string;
  scopes: readonly Scope[];
  requestId: string | null;
}

/** Whoever can run a command beside the database: it may do all that the database lets it. */
export interface OperatorActor {
  kind: 'operator';
  name: string;
  requestId: null;
}

export type Actor = PersonActor | KeyActor | OperatorActor;
export const ACTOR_KINDS = ['person', 'key', 'operator'] as const satisfies Actor['kind'][];

const STAFF_READERS = ['reviewer', 'approver', 'auditor'] as const;

interface Allowed {
  roles: readonly Role[];
  /** The scope that a key needs for it; without one, no key may do it. */
  scope?: Scope;
}

/**
 * Who may do what. An operator may do all of it. Administrators see no money and change no policy.
 */
export const PERMISSIONS = {
  'capital.read': { roles: ['seller'] },
  'participation.change': { roles: ['seller'] },
  'withdrawals.ask': { roles: ['seller'] },
  'withdrawals.mark': { roles: ['reviewer', 'approver'] },
  'payouts.read': { roles: STAFF_READERS },
  'payouts.batch': { roles: ['reviewer', 'approver'] },
  'bank_accounts.change': { roles: ['seller'] },
  'notices.mark': { roles: ['seller'] },
  'notices.send': { roles: [] },
  'feeds.change': { roles: ['seller'] },
  'assessments.read': { roles: STAFF_READERS },
  'assessments.keep': { roles: [] },
  'notes.write': { roles: ['reviewer', 'approver'] },
  'proposals.read': { roles: STAFF_READERS },
  'proposals.make': { roles: ['reviewer'] },
  'proposals.decide': { roles: ['approver'] },
  'exposure.read': { roles: STAFF_READERS },
  'search.use': { roles: STAFF_READERS },
  'runs.read': { roles: STAFF_READERS },
  'runs.start': { roles: ['reviewer', 'approver'] },
  'runs.watch': { roles: [] },
  'policy.read': { roles: STAFF_READERS },
  'policy.set': { roles: [] },
  'policy.draft': { roles: ['reviewer', 'approver'] },
  'policy.backtest': { roles: ['reviewer', 'approver'] },
  'imports.read': { roles: ['reviewer', 'approver'] },
  'imports.record': { roles: ['reviewer', 'approver'] },
  'imports.work': { roles: [] },
  'imports.forget': { roles: [] },
  'webhooks.read': { roles: ['administrator'] },
  'webhooks.change': { roles: ['administrator'] },
  'webhooks.deliver': { roles: [] },
  'requests.forget': { roles: [] },
  'facts.record': { roles: [], scope: 'facts:write' },
  'summary.read': { roles: STAFF_READERS, scope: 'read' },
  'merchant.read': { roles: STAFF_READERS, scope: 'read' },
  'books.check': { roles: [] },
  'demo.fill': { roles: [] },
  'audit.read': { roles: STAFF_READERS },
  'access.read': { roles: ['administrator'] },
  'access.change': { roles: ['administrator'] },
  'account.own': { roles: ROLES },
} as const satisfies Record<string, Allowed>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether the actor may do it. */
export function mayDo(actor: Actor, permission: Permission): boolean {
  const allowed: Allowed = PERMISSIONS[permission];
  switch (actor.kind) {
    case 'operator':
      return true;
    case 'key':
      return allowed.scope !== undefined && actor.scopes.includes(allowed.scope);
    case 'person':
      return allowed.roles.includes(actor.role);
  }
}
