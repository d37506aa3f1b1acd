import { Lanes, partsOf } from './lanes';

/**
 * The group commit: requests that come in while others are being recorded wait, and are then recorded together. It
 * knows nothing of facts and of no database; what it is given to record with decides. Where two sets that are under way
 * at once touch the same books after all, the database's own locks keep them apart: names are for speed.
 */

/** Somebody else has the books that a set needs: it was not recorded, and nothing has changed. */
export class HeldUp extends Error {
  constructor() {
    super('The books that are needed are locked by somebody else.');
    this.name = 'HeldUp';
  }
}

/** Too much is waiting already, or for too long, or the server stops: nothing was recorded, and it may be sent again. */
export class TooBusy extends Error {
  constructor() {
    super('Too much is waiting to be recorded.');
    this.name = 'TooBusy';
  }
}

export interface Recorder<Ask, Answer> {
  /** How much a request brings. */
  sizeOf(ask: Ask): number;
  /** What each of the requests is about: those that share a name are not recorded at once, but together or in turn. */
  namesOf(asks: Ask[]): Promise<string[][]>;
  /**
   * Records requests together, all or none, and answers each in its place. Throws `HeldUp` where it would have to wait
   * for somebody else's work, unless it is to be patient: then only where that took very long.
   */
  record(asks: Ask[], isPatient: boolean): Promise<Answer[]>;
  /** Whether a failure can be that of one of several requests, so that the others are worth another attempt. */
  isOfOne(error: unknown): boolean;
}

export interface Bounds {
  /** What is recorded together at most; a request that is larger is recorded by itself. */
  together: number;
  /** How many sets are under way at once. */
  sets: number;
  /** How many more, of those that wait for books that somebody else has. */
  patientSets: number;
  /** How much waits or is under way at most. */
  waiting: number;
  /** How many milliseconds a request waits at most until it is begun with. */
  waitMs: number;
}

export const BOUNDS: Bounds = { together: 2000, sets: 2, patientSets: 3, waiting: 20_000, waitMs: 30_000 };

/** How often a request about several things is passed over because one of them is under way. */
const PASSED_AT_MOST = 16;

interface Waiting<Ask, Answer> {
  ask: Ask;
  size: number;
  names: string[];
  passed: number;
  isEnded: boolean;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
  timer: NodeJS.Timeout;
}

export class Gatherer<Ask, Answer> {
  /** Came in, and what they are about is not known yet. */
  private arrived: Waiting<Ask, Answer>[] = [];
  /** Wait for their turn, in the order in which they came. */
  private readonly queue = new Set<Waiting<Ask, Answer>>();
  /** Found the books of somebody else, and wait until they have them. */
  private readonly heldUp: Waiting<Ask, Answer>[][] = [];
  private readonly lanes = new Lanes();
  private isLooking = false;
  private sets = 0;
  private patientSets = 0;
  private size = 0;
  private requests = 0;
  private finished: (() => void)[] = [];
  private isFinishing = false;

  constructor(
    private readonly recorder: Recorder<Ask, Answer>,
    private readonly bounds: Bounds = BOUNDS,
  ) {}

  /**
   * Has a request recorded, and returns its answer when that is done. Requests about the same are recorded in the order
   * in which they were submitted. Throws `TooBusy` where too much is waiting.
   */
  submit(ask: Ask): Promise<Answer> {
    const size = this.recorder.sizeOf(ask);
    const isTooMuch = this.requests > 0 && this.size + size > this.bounds.waiting;
    if (this.isFinishing || isTooMuch) return Promise.reject(new TooBusy());
    return new Promise<Answer>((resolve, reject) => {
      const waiting: Waiting<Ask, Answer> = {
        ...{ ask, size, names: [], passed: 0, isEnded: false, resolve, reject },
        timer: setTimeout(() => this.giveUp(waiting), this.bounds.waitMs).unref(),
      };
      this.requests += 1;
      this.size += size;
      this.arrived.push(waiting);
      void this.look();
    });
  }

  /** Takes no more, and returns when all that was taken has its answer. */
  async finish(): Promise<void> {
    this.isFinishing = true;
    if (this.requests > 0) await new Promise<void>((resolve) => this.finished.push(resolve));
  }

  private end(waiting: Waiting<Ask, Answer>): void {
    clearTimeout(waiting.timer);
    waiting.isEnded = true;
    this.requests -= 1;
    this.size -= waiting.size;
    if (this.requests === 0) for (const tell of this.finished.splice(0)) tell();
  }

  private answer(waiting: Waiting<Ask, Answer>, answer: Answer): void {
    this.end(waiting);
    waiting.resolve(answer);
  }

  private refuse(set: Waiting<Ask, Answer>[], error: unknown): void {
    for (const waiting of set) {
      this.end(waiting);
      waiting.reject(error);
    }
  }

  /** A request that has waited for too long is refused; its timer ends when it is begun with. */
  private giveUp(waiting: Waiting<Ask, Answer>): void {
    this.queue.delete(waiting);
    this.refuse([waiting], new TooBusy());
  }

  /** Finds out what the requests are about that came in meanwhile, all at once. */
  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    // What comes in at the same time is looked at at the same time.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.arrived.length > 0) {
      const looked = this.arrived.splice(0);
      const names = await this.recorder.namesOf(looked.map(({ ask }) => ask)).catch(() => []);
      for (const [index, waiting] of looked.entries()) {
        if (waiting.isEnded) continue;
        waiting.names = names[index] ?? [];
        this.queue.add(waiting);
      }
      this.begin();
    }
    this.isLooking = false;
  }

  /** Begins with as many sets as may be under way. */
  private begin(): void {
    while (this.sets < this.bounds.sets) {
      const set = this.take();
      if (set.length === 0) break;
      this.sets += 1;
      void this.recordQuickly(set).then(() => {
        this.sets -= 1;
        this.begin();
      });
    }
    while (this.patientSets < this.bounds.patientSets) {
      const set = this.heldUp.shift();
      if (set === undefined) break;
      this.patientSets += 1;
      void this.recordPatiently(set).then(() => {
        this.patientSets -= 1;
        this.begin();
      });
    }
  }

  /** Takes what may be recorded together next: what has waited longest, as far as nothing else is under way about it. */
  private take(): Waiting<Ask, Answer>[] {
    const set: Waiting<Ask, Answer>[] = [];
    let size = 0;
    for (const waiting of this.queue) {
      if (this.lanes.isBusy(waiting.names)) {
        waiting.passed += 1;
        // It would have to find all of its books free at the same moment. So it waits for them in the database.
        if (waiting.names.length > 1 && waiting.passed > PASSED_AT_MOST) {
          this.leave(waiting);
          this.heldUp.push([waiting]);
        }
        continue;
      }
      if (set.length > 0 && size + waiting.size > this.bounds.together) break;
      set.push(waiting);
      size += waiting.size;
    }
    for (const waiting of set) this.leave(waiting);
    return set;
  }

  /** Takes a request out of the queue: what it is about is under way. */
  private leave(waiting: Waiting<Ask, Answer>): void {
    this.queue.delete(waiting);
    clearTimeout(waiting.timer);
    this.lanes.take(waiting.names);
  }

  private release(set: Waiting<Ask, Answer>[]): void {
    for (const { names } of set) this.lanes.leave(names);
  }

  /** Records a set; what finds somebody else's work is put aside, and what fails alone fails alone. */
  private async recordQuickly(set: Waiting<Ask, Answer>[]): Promise<void> {
    const error = await this.attempt(set, false);
    if (error === null) return this.release(set);
    if (error instanceof HeldUp) {
      const parts = partsOf(set, ({ names }) => names);
      if (parts.length > 1) for (const part of parts) await this.recordQuickly(part);
      else this.heldUp.push(set);
      return;
    }
    await this.recordApart(set, error, (half) => this.recordQuickly(half));
  }

  private async recordPatiently(set: Waiting<Ask, Answer>[]): Promise<void> {
    const error = await this.attempt(set, true);
    if (error === null) this.release(set);
    else if (error instanceof HeldUp) {
      this.release(set);
      this.refuse(set, new TooBusy());
    } else await this.recordApart(set, error, (half) => this.recordPatiently(half));
  }

  /** What failed together is recorded by halves, down to the one request that is at fault. */
  private async recordApart(
    set: Waiting<Ask, Answer>[],
    error: unknown,
    record: (half: Waiting<Ask, Answer>[]) => Promise<void>,
  ): Promise<void> {
    if (set.length > 1 && this.recorder.isOfOne(error)) {
      const middle = Math.ceil(set.length / 2);
      await record(set.slice(0, middle));
      await record(set.slice(middle));
      return;
    }
    this.release(set);
    this.refuse(set, error);
  }

  /** Records a set and answers it; what it failed by, where it did. */
  private async attempt(set: Waiting<Ask, Answer>[], isPatient: boolean): Promise<unknown> {
    try {
      const answers = await this.recorder.record(
        set.map(({ ask }) => ask),
        isPatient,
      );
      for (const [index, waiting] of set.entries()) this.answer(waiting, answers[index] as Answer);
      return null;
    } catch (error) {
      return error;
    }
  }
}
