import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client';
import { insertKey } from '../../db/queries/api-keys';
import { readMarketplace } from '../../db/queries/marketplace';
import { type Actor, SCOPES, type Scope } from '../../engine/actor';
import { addDays, type CalendarDate, dateOf, isCalendarDate, startOfDay } from '../../engine/calendar';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { changeAccess, type Refusal, type Repeated, readName, refuse, type Submitted } from './change-access';
import { makerOf } from './submit-once';
import { hashOfToken, newToken } from './token';

/** Every key begins so: whoever finds one somewhere knows what it opens. */
const KEY_PREFIX = 'sluice_';
/** How much of a key is kept to tell it by; too little to be of use to anybody else. */
const START_LENGTH = 12;

/** A new key. Its text is nowhere but here: only its hash is kept. */
export interface KeyMade {
  status: 'made';
  keyId: string;
  /** `sluice_` and 43 characters. */
  text: string;
  expiresAt: Date | null;
}

/** In the order in which they are looked at. `expiry_past`: its last day is over. */
export type MakeKeyRefusal = 'bad_name' | 'scopes_needed' | 'bad_expiry' | 'expiry_past';

/**
 * Makes the key that a program signs in with.
 *
 * @param ask.expiresOn the last day that it works on, in the policy's time zone; without it, it works until revoked
 */
export async function makeApiKey(
  database: Database,
  actor: Actor,
  ask: Submitted & { name: string; scopes: readonly Scope[]; expiresOn?: CalendarDate | null },
  now: Date = new Date(),
): Promise<KeyMade | Refusal<MakeKeyRefusal> | Repeated> {
  authorize(actor, 'access.change');
  const name = readName(ask.name);
  const scopes = SCOPES.filter((scope) => ask.scopes.includes(scope));
  const expiresOn = ask.expiresOn ?? null;
  if (name === null) return refuse('bad_name');
  if (scopes.length === 0) return refuse('scopes_needed');
  if (expiresOn !== null && !isCalendarDate(expiresOn)) return refuse('bad_expiry');
  const form = { action: 'key.made', submissionId: ask.submissionId } as const;
  return changeAccess<KeyMade | Refusal<MakeKeyRefusal>>(database, actor, form, async (executor) => {
    const { timezone } = (await readMarketplace(executor)).policy;
    if (expiresOn !== null && expiresOn < dateOf(now.getTime(), timezone)) return refuse('expiry_past');
    const expiresAt = expiresOn === null ? null : new Date(startOfDay(addDays(expiresOn, 1), timezone));
    const text = `${KEY_PREFIX}${newToken()}`;
    const keyId = randomUUID();
    const keyStart = text.slice(0, START_LENGTH);
    await insertKey(executor, {
      keyId,
      name,
      keyHash: hashOfToken(text),
      keyStart,
      scopes,
      madeBy: makerOf(actor),
      createdAt: now,
      expiresAt,
    });
    await recordAudit(
      executor,
      actor,
      {
        action: 'key.made',
        subject: keyId,
        after: { name, key_start: keyStart, scopes, expires_at: expiresAt?.toISOString() ?? null },
      },
      now,
    );
    return { status: 'made', keyId, text, expiresAt };
  });
}
