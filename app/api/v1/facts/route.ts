import { createHash } from 'node:crypto';
import { MOST_FACTS } from '@/engine/api/fact-bodies';
import { gatherFacts } from '@/services/gather-facts';
import { portalDatabase } from '@/services/portal';
import { onlyBy, problem } from '../problem';
import { withKey } from '../with-key';
import { idempotencyKeyOf } from './idempotency-key';
import { isJson, isPlain, jsonOf, NOT_JSON } from './json-body';

/** Records facts: one, or an array of them, answered in their order (interfaces.md). */
export const POST = withKey(async (actor, request) => {
  if (!isJson(request) || !isPlain(request))
    return problem(request, 'unsupported_type', { headers: { accept: 'application/json' } });
  const idempotencyKey = idempotencyKeyOf(request);
  if (idempotencyKey === undefined) return problem(request, 'bad_idempotency_key');
  // Whoever goes away while sending is told so, and hears it no more.
  const sent = await request.arrayBuffer().catch(() => null);
  if (sent === null) return problem(request, 'too_slow');
  const bytes = new Uint8Array(sent);
  const body = jsonOf(bytes);
  if (body === NOT_JSON) return problem(request, 'bad_json');
  if (typeof body !== 'object' || body === null) {
    const reason = 'must be a fact, or an array of facts';
    return problem(request, 'bad_body', { errors: [{ pointer: '#', reason }] });
  }
  const raws = Array.isArray(body) ? body : [body];
  if (raws.length > MOST_FACTS) return problem(request, 'too_many_facts');
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  const once = idempotencyKey === null ? null : { idempotencyKey, fingerprint };
  const gathered = await gatherFacts(portalDatabase(), actor, { raws, once });
  switch (gathered.outcome) {
    case 'answered':
      return Response.json(gathered.answers, {
        headers: gathered.isRepeated ? { 'idempotency-replayed': 'true' } : {},
      });
    case 'under_way':
      return problem(request, 'request_under_way');
    case 'name_reused':
      return problem(request, 'idempotency_key_reused');
    case 'busy':
      return problem(request, 'busy');
  }
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = onlyBy('POST');
