import type { Database } from '../db/client';
import { RUNNING_DAYS, whileAlone } from '../db/queries/alone';
import { readMarketplace } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate, dateOf } from '../engine/calendar';
import { readFact } from '../engine/facts';
import { recordAudit } from './audit/record-audit';
import { authorize } from './authorize';
import type { FactLine } from './fact-lines';
import { partsOf } from './gathering/lanes';
import { merchantsOf } from './gathering/record-requests';
import { type BytesRead, readFactFiles } from './read-fact-files';
import { readSent } from './record-facts';
import { badAnswer, type LineAnswer, recordLines } from './record-lines';
import { playDay } from './run-day';
import { inTransaction } from './transaction';

/** Taking in files of facts, with the daily runs between them where wanted. */

export interface ImportOptions {
  /** Open every day after the first fact's with its run, before that day's facts. */
  runDaily: boolean;
  /** The last day to run; without it the last fact's. */
  until: CalendarDate | null;
  /** Told of every line that was not taken, with the reason. */
  onRefused: (refused: { file: string; line: number; code: string | null; reason: string }) => void;
  onProgress?: (bytes: BytesRead, day: CalendarDate | null) => void;
}

export interface ImportOutcome {
  applied: number;
  duplicates: number;
  parked: number;
  /** Facts that were read and refused for what they met. */
  rejected: number;
  /** Lines that are no fact: not JSON, a missing field, a bad amount. */
  badLines: number;
  runs: number;
}

/** Facts that are recorded at once: by as many transactions as there are ways to tell their books apart. */
const FACTS_AT_ONCE = 4000;
const TRANSACTIONS_AT_ONCE = 2;

/**
 * Lines that can be recorded apart, each in the order of the whole: what is about the same store, or about an order that is
 * not known yet, or has the same id, stays together.
 */
async function apart(database: Database, lines: FactLine[]): Promise<FactLine[][]> {
  const requests = lines.map((line) => ({ line, raws: [line.raw] }));
  const names = await merchantsOf(database, requests);
  // Of two lines with the same id the first is taken.
  const idOf = ({ raw }: FactLine) => `fact ${String((raw as { id?: unknown } | null)?.id)}`;
  const namesOf = new Map(
    requests.map((request, index) => [request, [idOf(request.line), ...(names[index] ?? [])]]),
  );
  const parts = partsOf(requests, (request) => namesOf.get(request) ?? []).toSorted(
    (a, b) => b.length - a.length,
  );
  const shares: FactLine[][] = Array.from({ length: TRANSACTIONS_AT_ONCE }, () => []);
  for (const part of parts) {
    const [smallest] = shares.toSorted((a, b) => a.length - b.length);
    smallest?.push(...part.map(({ line }) => line));
  }
  const placeOf = new Map(lines.map((line, index) => [line, index]));
  const place = (line: FactLine) => placeOf.get(line) ?? 0;
  return shares
    .map((share) => share.toSorted((a, b) => place(a) - place(b)))
    .filter((share) => share.length > 0);
}

class Importer {
  readonly outcome: ImportOutcome = {
    applied: 0,
    duplicates: 0,
    parked: 0,
    rejected: 0,
    badLines: 0,
    runs: 0,
  };
  private batch: FactLine[] = [];
  /** What is being recorded while the next lines are read. */
  private underWay: Promise<void> = Promise.resolve();
  /** The latest date that is open, or that the facts have come to. */
  private day: CalendarDate | null = null;
  private openOn: CalendarDate | null;

  constructor(
    private readonly database: Database,
    private readonly actor: Actor,
    private readonly options: ImportOptions,
    private readonly timezone: string,
    openOn: CalendarDate | null,
  ) {
    this.openOn = openOn;
  }

  async take(line: FactLine): Promise<void> {
    if (line.problem !== null) {
      this.count(badAnswer(line, line.problem));
      return;
    }
    if (this.options.runDaily && line.epochMs !== null && readFact(line.raw, null).ok)
      await this.openDaysTo(dateOf(line.epochMs, this.timezone));
    this.batch.push(line);
    if (this.batch.length >= FACTS_AT_ONCE) await this.flush();
  }

  /** Opens every day up to the date, but for those that have been; the first fact's own day has no run before it. */
  async openDaysTo(date: CalendarDate): Promise<void> {
    if (this.day === null) {
      this.day = date;
      return;
    }
    while (this.day < date) {
      const next = addDays(this.day, 1);
      if (this.options.until !== null && next > this.options.until) return;
      this.day = next;
      if (this.openOn !== null && next <= this.openOn) continue;
      await this.finish();
      await playDay(this.database, next);
      this.openOn = next;
      this.outcome.runs += 1;
    }
  }

  /** Begins to record what has been read, once what was read before it is recorded. */
  private async flush(): Promise<void> {
    await this.underWay;
    const lines = this.batch;
    this.batch = [];
    this.underWay = this.record(lines);
    // Whoever waits for it next is told.
    this.underWay.catch(() => {});
  }

  /** Waits until nothing is being recorded any more, whatever became of it. */
  async settle(): Promise<void> {
    await this.underWay.catch(() => {});
  }

  /** Records all that has been read. */
  async finish(): Promise<void> {
    await this.flush();
    await this.underWay;
  }

  private async record(lines: FactLine[]): Promise<void> {
    if (lines.length === 0) return;
    const shares = await apart(this.database, lines);
    const ends = await Promise.allSettled(
      shares.map((share) =>
        inTransaction(this.database, (executor) =>
          recordLines(executor, share, (raw, policy) => readSent(this.actor, raw, policy)),
        ),
      ),
    );
    const answers = ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : []));
    for (const answer of answers.toSorted((a, b) => a.line.line - b.line.line)) this.count(answer);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  private count({ line, status, code, reason }: LineAnswer): void {
    if (status === 'applied') this.outcome.applied += 1;
    else if (status === 'duplicate') this.outcome.duplicates += 1;
    else if (status === 'parked') this.outcome.parked += 1;
    else {
      if (status === 'bad') this.outcome.badLines += 1;
      else this.outcome.rejected += 1;
      this.options.onRefused({ file: line.file, line: line.line, code, reason });
    }
  }

  get reached(): CalendarDate | null {
    return this.day;
  }
}

/** Whether anything came of it, for itself or for the books. */
function hasDone({ applied, duplicates, parked, rejected, badLines, runs }: ImportOutcome): boolean {
  return applied + duplicates + parked + rejected + badLines + runs > 0;
}

/** Tells the audit log what became of an import: it spans many transactions, so this is one more, after them. */
async function auditImport(
  database: Database,
  actor: Actor,
  files: string[],
  outcome: ImportOutcome,
  isWhole: boolean,
): Promise<void> {
  const { badLines, ...counts } = outcome;
  const after = { files, ...counts, bad_lines: badLines, is_whole: isWhole };
  await inTransaction(database, (executor) =>
    recordAudit(executor, actor, { action: 'facts.imported', after }),
  );
}

/**
 * Imports files of facts, merged by time. Nothing is taken twice and no day is run twice, so an import that was
 * broken off is simply done again. Throws `UnreadableFile`.
 */
export async function importFacts(
  database: Database,
  actor: Actor,
  files: string[],
  options: ImportOptions,
): Promise<ImportOutcome> {
  authorize(actor, 'facts.record');
  if (!options.runDaily) return takeIn(database, actor, files, options);
  authorize(actor, 'runs.start');
  // A scheduler would open days before their facts are there.
  return whileAlone(database, RUNNING_DAYS, 'wait', () => takeIn(database, actor, files, options));
}

async function takeIn(
  database: Database,
  actor: Actor,
  files: string[],
  options: ImportOptions,
): Promise<ImportOutcome> {
  const state = await readMarketplace(database.drizzle);
  const importer = new Importer(database, actor, options, state.policy.timezone, state.openOn);
  try {
    if (options.runDaily && state.isRunning && state.openOn !== null) await playDay(database, state.openOn);
    const bytes: BytesRead = { read: 0, total: 0 };
    for await (const line of readFactFiles(files, bytes)) {
      await importer.take(line);
      options.onProgress?.(bytes, importer.reached);
    }
    await importer.finish();
    if (options.runDaily && options.until !== null) {
      await importer.openDaysTo(options.until);
      options.onProgress?.(bytes, importer.reached);
    }
  } catch (error) {
    await importer.settle();
    // What broke it off is what the caller must hear of, also where the log cannot be written for the same reason.
    if (hasDone(importer.outcome))
      await auditImport(database, actor, files, importer.outcome, false).catch(() => {});
    throw error;
  }
  await auditImport(database, actor, files, importer.outcome, true);
  return importer.outcome;
}
