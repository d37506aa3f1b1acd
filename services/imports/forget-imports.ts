import type { Database } from '../../db/client';
import { deleteFile, deleteLeftUploads, findOldImports, lockImport } from '../../db/queries/imports';
import type { Actor } from '../../engine/actor';
import { KEPT_DAYS } from '../../engine/imports';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';

const DAY_MS = 24 * 60 * 60 * 1000;
/** No upload takes so long: its server is gone. */
const LEFT_AFTER_MS = 60 * 60 * 1000;
const AT_ONCE = 50;

/**
 * Forgets the files that were brought more than `KEPT_DAYS` days ago, and uploads that a server left unfinished.
 *
 * @returns how many files were forgotten
 */
export async function forgetImports(
  database: Database,
  actor: Actor,
  { now = new Date(), isStopping }: { now?: Date; isStopping?: () => boolean } = {},
): Promise<number> {
  authorize(actor, 'imports.forget');
  await deleteLeftUploads(database.drizzle, new Date(now.getTime() - LEFT_AFTER_MS));
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  let forgotten = 0;
  for (;;) {
    const old = await findOldImports(database.drizzle, before, AT_ONCE);
    for (const importId of old) {
      if (isStopping?.()) return forgotten;
      await inTransaction(database, async (executor) => {
        const row = await lockImport(executor, importId);
        if (row === null || row.removedAt !== null || row.status === 'recording' || row.status === 'checking')
          return;
        await deleteFile(executor, importId, { removedAt: now, removedBy: null });
        const after = { file: row.fileName, sha256: row.fileHash, days: KEPT_DAYS };
        await recordAudit(executor, actor, { action: 'import.removed', subject: importId, after }, now);
        forgotten += 1;
      });
    }
    if (old.length < AT_ONCE) return forgotten;
  }
}
