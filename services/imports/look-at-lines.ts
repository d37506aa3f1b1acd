import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Executor } from '../../db/client';
import { findFactRoutes } from '../../db/queries/intake';
import { readMarketplace } from '../../db/queries/marketplace';
import type { ReadFact } from '../../engine/facts';
import type { CheckedKind } from '../../engine/imports';
import { conflictReason } from '../../engine/intake';
import type { FactLine } from '../fact-lines';
import { markOf } from '../record-facts';
import { badAnswer, type LineAnswer } from '../record-lines';
import { CheckedKinds } from './checked-kinds';
import { readBrought } from './read-brought';

/** 53 bits of a text's hash: so many ids of a file are kept in little room. */
function shortHash(text: string): number {
  const digest = createHash('sha256').update(text).digest();
  return digest.readUIntBE(0, 6) * 32 + (digest.readUInt8(6) & 31);
}

/**
 * Looks at the lines of a file that is too long to be tried: whether each is a fact, and whether its id stands in the
 * books or earlier in the file, with the same content or another. `applied` are those of which nothing speaks against it.
 */
export class LineLooker {
  private readonly seen = new Map<number, number>();
  private readonly kinds = new CheckedKinds();

  async look(executor: Executor, lines: readonly FactLine[]): Promise<LineAnswer[]> {
    await breathe();
    const { policy } = await readMarketplace(executor);
    const reads = lines.map((line) => (line.problem === null ? readBrought(line.raw, policy) : null));
    const ids = reads.filter((read): read is ReadFact => read?.ok === true).map(({ fact }) => fact.id);
    const routes = await findFactRoutes(executor, [...new Set(ids)]);
    const known = new Map(routes.map(({ factId, contentMark }) => [factId, contentMark]));
    return lines.map((line, index): LineAnswer => {
      const read = reads[index];
      if (read === null || read === undefined) return badAnswer(line, line.problem ?? '');
      if (!read.ok) return { line, status: 'bad', code: read.code, reason: read.reason };
      const { fact, content } = read;
      const mark = markOf(content);
      const [key, value] = [shortHash(fact.id), shortHash(mark)];
      const before = known.get(fact.id);
      const isKnown = before !== undefined || this.seen.has(key);
      const isSame = before === undefined ? this.seen.get(key) === value : before === mark;
      if (isKnown && isSame) return { line, status: 'duplicate', code: null, reason: '' };
      if (isKnown) return { line, status: 'rejected', code: 'conflict', reason: conflictReason };
      this.seen.set(key, value);
      this.kinds.add(fact, 'applied', 'currency' in fact ? fact.currency : null);
      return { line, status: 'applied', code: null, reason: '' };
    });
  }

  listed(): CheckedKind[] {
    return this.kinds.listed();
  }
}
