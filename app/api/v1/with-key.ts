import type { KeyActor } from '@/engine/actor';
import { actorOfKey } from '@/services/access/find-key';
import { Refused } from '@/services/authorize';
import { isAway } from '@/services/away';
import { noteKey } from '@/services/limit-requests';
import { log } from '@/services/log';
import { countError } from '@/services/measure';
import { portalDatabase } from '@/services/portal';
import { problem, requestIdOf } from './problem';

function keyOf(request: Request): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/**
 * Makes the handler of a call: it finds out whose key came with the request, and answers what the services refuse. A
 * browser's cookies count for nothing here.
 */
export function withKey(
  handle: (actor: KeyActor, request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = requestIdOf(request);
    try {
      const key = keyOf(request);
      const actor = key === null ? null : await actorOfKey(portalDatabase(), key, requestId);
      if (key !== null) noteKey(key, actor !== null);
      if (actor === null)
        return problem(request, 'key_needed', { headers: { 'www-authenticate': 'Bearer' } });
      return await handle(actor, request);
    } catch (error) {
      if (error instanceof Refused) {
        const { actor, permission } = error;
        log().warn(
          { request_id: requestId, key_id: actor.kind === 'key' ? actor.keyId : null, permission },
          'a key was used for what it was not made for',
        );
        return problem(request, 'scope_needed');
      }
      if (isAway(error)) {
        countError('database');
        log().warn({ request_id: requestId, error }, 'a call of the API could not reach the database');
        return problem(request, 'busy');
      }
      countError('api');
      log().error({ request_id: requestId, error }, 'a call of the API failed');
      return problem(request, 'failed');
    }
  };
}
