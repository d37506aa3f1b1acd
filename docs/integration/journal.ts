import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * A list of records in a file, one a line, and how many of them are done with. Once `add` has returned, a record is on
 * the disk. In your own shop this is a table of your database, written in the transaction that changes the order.
 */
export class Journal<Item> {
  readonly items: Item[] = [];
  #done = 0;
  readonly #path: string;
  readonly #donePath: string;

  constructor(folder: string, name: string) {
    this.#path = join(folder, `${name}.ndjson`);
    this.#donePath = join(folder, `${name}.done`);
    if (existsSync(this.#path)) {
      const text = readFileSync(this.#path, 'utf8');
      const end = text.lastIndexOf('\n') + 1;
      // A line that was broken off was never confirmed to anybody.
      if (end < text.length) writeFileSync(this.#path, text.slice(0, end));
      for (const line of text.slice(0, end).split('\n')) if (line !== '') this.items.push(JSON.parse(line));
    }
    if (existsSync(this.#donePath)) this.#done = Number(readFileSync(this.#donePath, 'utf8'));
  }

  add(...items: Item[]): void {
    if (items.length === 0) return;
    appendFileSync(this.#path, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    const file = openSync(this.#path, 'r');
    fsyncSync(file);
    closeSync(file);
    this.items.push(...items);
  }

  /** The next ones that are not done with. */
  next(most: number): Item[] {
    return this.items.slice(this.#done, this.#done + most);
  }

  /** So many of them are done with now. Lost in a crash, they are done once more: that must do no harm. */
  done(count: number): void {
    this.#done += count;
    writeFileSync(`${this.#donePath}.new`, String(this.#done));
    renameSync(`${this.#donePath}.new`, this.#donePath);
  }
}
