import { createHash } from 'node:crypto';
import type { Executor } from '../../db/client';
import { insertUsedCode } from '../../db/queries/sign-ins';

/**
 * Uses a time-based code up: somebody who saw it typed cannot sign in by it too, though it holds for some seconds more.
 * False where it was used already. Codes come round again, so a code is remembered by its day.
 */
export async function spendCode(
  executor: Executor,
  personId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const day = now.toISOString().slice(0, 10);
  const mark = createHash('sha256').update(`${personId} ${day} ${code}`).digest('hex');
  return insertUsedCode(executor, mark, personId);
}
