import type { Database } from '../../db/client';
import { recordAudit } from '../audit/record-audit';
import { inTransaction } from '../transaction';
import { authentication } from './authentication';
import { getVisitor } from './get-visitor';

/** Ends the session that the request came by, if any. */
export async function signOut(database: Database, headers: Headers): Promise<void> {
  const visitor = await getVisitor(database, headers);
  await authentication(database).api.signOut({ headers });
  if (visitor.status === 'out') return;
  await inTransaction(database, (executor) =>
    recordAudit(executor, visitor.actor, { action: 'sign_out.done', subject: visitor.actor.personId }),
  );
}
