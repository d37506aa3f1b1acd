import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type FactLine, factLines, GZIP_MAGIC, type ReadBounds, unpacked, unreadable } from './fact-lines';

/** Reading files of facts, or standard input; several merged by time. */

/** How far the reading has come, in bytes as stored. */
export interface BytesRead {
  read: number;
  total: number;
}

const BOUNDS: ReadBounds = { longestLine: 1_000_000 };

interface Source {
  stream: Readable;
  isCsv: boolean;
}

async function openSource(file: string, bytes: BytesRead): Promise<Source> {
  const stored = file === '-' ? process.stdin : createReadStream(file);
  const first = await firstBytes(stored, file);
  stored.on('data', (chunk: Buffer) => {
    bytes.read += chunk.length;
  });
  const isGzip = first.length >= 2 && first.readUInt16BE(0) === GZIP_MAGIC;
  const plain = unpacked(stored, isGzip);
  if (file !== '-') return { stream: plain, isCsv: /\.csv(\.gz)?$/i.test(file) };
  const start = await firstBytes(plain, file);
  return { stream: plain, isCsv: !/^\uFEFF?\s*[{[]/.test(start.toString('utf8')) && start.length > 0 };
}

/** The first bytes of a stream, which stay in it. */
async function firstBytes(stream: Readable, file: string): Promise<Buffer> {
  try {
    for (;;) {
      const chunk = stream.read() as Buffer | null;
      if (chunk !== null) {
        stream.unshift(chunk);
        return chunk;
      }
      if (stream.readableEnded) return Buffer.alloc(0);
      const ended = await new Promise<boolean>((resolve, reject) => {
        stream.once('readable', () => resolve(false));
        stream.once('end', () => resolve(true));
        stream.once('error', reject);
      });
      if (ended) return Buffer.alloc(0);
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function* linesOf(file: string, { stream, isCsv }: Source): AsyncGenerator<FactLine> {
  yield* factLines(file, stream, isCsv ? { isCsv, mapping: null } : { isCsv }, BOUNDS);
}

/**
 * The facts of the files, merged by time: of the files' next lines the earliest comes first, the earlier file first
 * where they are equal, and a line without a time at once. Every file is opened before anything is read; throws
 * `UnreadableFile` where one cannot be.
 */
export async function* readFactFiles(files: string[], bytes: BytesRead): AsyncGenerator<FactLine> {
  for (const file of files) {
    if (file === '-') continue;
    try {
      const handle = await open(file);
      const status = await handle.stat();
      await handle.close();
      if (status.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      bytes.total += status.size;
    } catch (error) {
      throw unreadable(file, error);
    }
  }
  const heads: { lines: AsyncGenerator<FactLine>; head: FactLine }[] = [];
  for (const file of files) {
    const lines = linesOf(file, await openSource(file, bytes));
    const { value } = await lines.next();
    if (value) heads.push({ lines, head: value });
  }
  while (heads.length > 0) {
    let earliest = 0;
    for (const [index, { head }] of heads.entries()) {
      if (timeOf(head) < timeOf(heads[earliest]?.head)) earliest = index;
    }
    const chosen = heads[earliest];
    if (chosen === undefined) return;
    yield chosen.head;
    const { value } = await chosen.lines.next();
    if (value) chosen.head = value;
    else heads.splice(earliest, 1);
  }
}

function timeOf(line: FactLine | undefined): number {
  return line?.epochMs ?? Number.NEGATIVE_INFINITY;
}
