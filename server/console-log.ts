import { format } from 'node:util';
import type { Log } from '../services/log';

/** What Next and other libraries have to say to an operator, who reads one kind of line. */

/** An error of a page, which instrumentation.ts has logged with its request. */
function isLoggedAlready(words: unknown[]): boolean {
  return words.some((word) => word instanceof Error && 'digest' in word);
}

/** From now on what is written to the console as a warning or an error is a line of the log. */
export function logConsole(log: Log): void {
  const write = (level: 'warn' | 'error') =>
    function say(...words: unknown[]): void {
      if (isLoggedAlready(words)) return;
      const error = words.find((word) => word instanceof Error);
      const others = words.filter((word) => word !== error);
      log[level](
        error === undefined ? {} : { error },
        others.length > 0 ? format(...others) : 'a library says',
      );
    };
  console.warn = write('warn');
  console.error = write('error');
}
