import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { ROLES } from '../../engine/actor';
import { id, instant, oneOf } from './columns';

/**
 * Who may come in. The authentication library reads and writes these by its own names, which are the properties here;
 * the columns have ours.
 */

const createdAt = () => instant('created_at').notNull().defaultNow();
const updatedAt = () => instant('updated_at').notNull().defaultNow();

/** A person, with the one role they have. Never deleted: what they did is theirs for good. */
export const people = pgTable(
  'people',
  {
    id: text('person_id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull().unique('people_email_once'),
    emailVerified: boolean('is_email_verified').notNull().default(false),
    role: text('role', { enum: ROLES }).notNull(),
    /** A seller's merchant. No foreign key: the merchants may lie on other machines, people do not. */
    merchantId: id('merchant_id'),
    twoFactorEnabled: boolean('has_second_factor').notNull().default(false),
    /** The language that e-mails to them are in. */
    locale: text('locale').notNull().default('en'),
    /** Of the demo: signs in by a button, and only while the server serves the demo. */
    isDemo: boolean('is_demo').notNull().default(false),
    /** Since when the person may no longer come in. */
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    oneOf('people_role', table.role, ROLES),
    check('people_merchant_of_seller', sql`(${table.role} = 'seller') = (${table.merchantId} is not null)`),
    check(
      'people_email_form',
      sql`${table.email} = lower(btrim(${table.email})) and ${table.email} like '%_@_%'`,
    ),
    check('people_locale', sql`${table.locale} ~ '^[a-z]{2}$'`),
    check('people_name_said', sql`btrim(${table.name}) <> ''`),
    index('people_merchant').on(table.merchantId),
    index('people_name').on(sql`lower(${table.name}) collate "C"`, table.id),
  ],
);

const personId = () =>
  text('person_id')
    .notNull()
    .references(() => people.id);

/** How a person proves to be who they are: the hash of a password. */
export const credentials = pgTable(
  'credentials',
  {
    id: text('credential_id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: personId().unique('credentials_one_each'),
    password: text('password_hash').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [check('credentials_provider', sql`${table.providerId} = 'credential'`)],
);

/** Where a person is signed in. An ended session is gone; the audit log remembers it. */
export const sessions = pgTable(
  'sessions',
  {
    id: text('session_id').primaryKey(),
    token: text('token').notNull().unique('sessions_token_once'),
    userId: personId(),
    expiresAt: instant('expires_at').notNull(),
    /** When it was last used, to the minute: a session left alone ends. */
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('sessions_person').on(table.userId)],
);

/** What a sign-in waits for: the second factor of somebody whose password was right. */
export const verifications = pgTable(
  'verifications',
  {
    id: text('verification_id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
);

/** The secret that a person's time-based codes come from, and the codes for when it is lost; both encrypted. */
export const secondFactors = pgTable(
  'second_factors',
  {
    id: text('second_factor_id').primaryKey(),
    userId: personId().unique('second_factors_one_each'),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('is_verified').notNull().default(false),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
  },
  (table) => [check('second_factors_failures', sql`${table.failedVerificationCount} >= 0`)],
);

/** A link that lets somebody in once, for a day: to become a person, or to set a new password. */
export const invitations = pgTable(
  'invitations',
  {
    invitationId: text('invitation_id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique('invitations_token_once'),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
    merchantId: id('merchant_id'),
    /** The person who gets a new password by it; null where it makes a new person. */
    personId: text('person_id').references(() => people.id),
    invitedBy: text('invited_by').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    oneOf('invitations_role', table.role, ROLES),
    check(
      'invitations_merchant_of_seller',
      sql`(${table.role} = 'seller') = (${table.merchantId} is not null)`,
    ),
    check(
      'invitations_email_form',
      sql`${table.email} = lower(btrim(${table.email})) and ${table.email} like '%_@_%'`,
    ),
    check('invitations_token_hash', sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check('invitations_a_day', sql`${table.expiresAt} <= ${table.createdAt} + interval '1 day'`),
    check('invitations_used_or_revoked', sql`num_nonnulls(${table.usedAt}, ${table.revokedAt}) <= 1`),
    index('invitations_email').on(table.email),
  ],
);
