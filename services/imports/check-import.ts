import type { Database } from '../../db/client';
import {
  deleteFindings,
  type ImportRow,
  insertFindings,
  lockImport,
  touchCheck,
  updateImport,
} from '../../db/queries/imports';
import type { Actor } from '../../engine/actor';
import {
  type CheckResult,
  type LineCounts,
  MOST_LINES,
  MOST_TRIED_LINES,
  noCounts,
} from '../../engine/imports';
import type { FactLine } from '../fact-lines';
import { countImport, observeImportBatch, secondsSince } from '../measure';
import type { LineAnswer } from '../record-lines';
import { afterCommit, inTransaction } from '../transaction';
import { broughtLines } from './brought-file';
import { countLines } from './count-lines';
import { CannotGoOn, NotOurs } from './ended';
import { findingsOf, withAnswers } from './findings';
import { LineLooker } from './look-at-lines';
import { tryLines } from './try-lines';

/** Checking a file that was brought: every line is looked at, and nothing is recorded. */

const LINES_PER_BATCH = 2000;
/** Lines that are held until they are tried have no more characters than these. */
const MOST_HELD = 64 * 1024 * 1024;

export interface CheckBounds {
  mostTriedLines?: number;
  mostLines?: number;
}

type Found = Omit<CheckResult, 'counts' | 'at'>;

/** Reads the file to its end, holding its lines as long as they are few enough to be tried. */
class Check {
  private held: FactLine[] = [];
  private heldLength = 0;
  private looker: LineLooker | null = null;
  private batch: FactLine[] = [];
  counts: LineCounts = noCounts();
  linesRead = 0;

  constructor(
    private readonly database: Database,
    private readonly actor: Actor,
    private readonly importId: string,
    private readonly mostTried: number,
    private readonly goOn: () => void,
  ) {}

  async take(line: FactLine, bytesRead: number): Promise<void> {
    this.linesRead += 1;
    this.batch.push(line);
    if (this.batch.length >= LINES_PER_BATCH) await this.flush(bytesRead);
  }

  private async flush(bytesRead: number): Promise<void> {
    this.goOn();
    const began = performance.now();
    const lines = this.batch;
    this.batch = [];
    for (const { text } of lines) this.heldLength += text.length;
    const isFew = this.held.length + lines.length <= this.mostTried && this.heldLength <= MOST_HELD;
    if (this.looker === null && isFew) this.held.push(...lines);
    else {
      if (this.looker === null) {
        this.looker = new LineLooker();
        const { held } = this;
        this.held = [];
        for (let from = 0; from < held.length; from += LINES_PER_BATCH)
          await this.look(this.looker, held.slice(from, from + LINES_PER_BATCH));
      }
      await this.look(this.looker, lines);
    }
    const progress = { linesRead: this.linesRead, bytesRead };
    if (!(await touchCheck(this.database.drizzle, this.importId, progress))) throw new NotOurs();
    observeImportBatch('check', secondsSince(began));
  }

  private async look(looker: LineLooker, lines: FactLine[]): Promise<void> {
    this.goOn();
    await this.keep(await looker.look(this.database.drizzle, lines));
  }

  private async keep(answers: LineAnswer[]): Promise<void> {
    countLines('check', answers);
    const findings = findingsOf(this.importId, 'check', answers, this.counts);
    this.counts = withAnswers(this.counts, answers);
    await insertFindings(this.database.drizzle, findings);
  }

  async end(bytesRead: number): Promise<Found> {
    await this.flush(bytesRead);
    const untried = { openOn: null, woken: 0, refusedOnWaking: 0, parkedThenApplied: 0 };
    if (this.looker !== null) return { isTried: false, kinds: this.looker.listed(), ...untried };
    const { answers, found } = await tryLines(this.database, this.actor, this.held, this.goOn);
    await this.keep(answers);
    return { isTried: true, ...found };
  }
}

/**
 * Checks a file from its beginning, and keeps what it found. Throws `NotOurs` where somebody has stopped it, and
 * `UnreadableFile`.
 */
export async function checkImport(
  database: Database,
  actor: Actor,
  row: ImportRow,
  isStopping: () => boolean,
  { mostTriedLines = MOST_TRIED_LINES, mostLines = MOST_LINES }: CheckBounds = {},
): Promise<void> {
  const { importId } = row;
  const goOn = () => {
    if (isStopping()) throw new NotOurs();
  };
  await deleteFindings(database.drizzle, importId, 'check');
  let bytesRead = 0;
  const onBytes = (bytes: number) => {
    bytesRead = bytes;
  };
  const check = new Check(database, actor, importId, mostTriedLines, goOn);
  for await (const line of broughtLines(database, row, onBytes)) {
    await check.take(line, bytesRead);
    if (check.linesRead > mostLines) throw new CannotGoOn('too_many_lines');
  }
  const found = await check.end(bytesRead);
  const checked: CheckResult = { ...found, counts: check.counts, at: new Date().toISOString() };
  await inTransaction(database, async (executor) => {
    if ((await lockImport(executor, importId))?.status !== 'checking') throw new NotOurs();
    const linesTotal = check.linesRead;
    await updateImport(executor, importId, ['checking'], {
      ...{ status: 'checked', checked, linesTotal, linesRead: linesTotal, bytesRead: row.fileBytes },
    });
    afterCommit(executor, () => countImport('checked'));
  });
}
