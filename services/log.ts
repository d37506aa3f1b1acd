import pino, { type DestinationStream, type LogFn, type Logger } from 'pino';
import { redact, redactText } from './redact';

/**
 * The log: lines of JSON on stderr, for whoever runs the server. Nothing that is a person's or a secret gets into it,
 * whoever writes a line.
 */

function level(): string {
  // Somebody who sits at a terminal wants to read what the server says, not every request.
  return process.env.SLUICE_LOG_LEVEL || (process.stdout.isTTY ? 'warn' : 'info');
}

/** Without children: what they would add to each line is not looked at. */
export type Log = Pick<Logger, 'level' | 'fatal' | 'error' | 'warn' | 'info' | 'debug'>;

type Words = Parameters<LogFn>;

/** What is to be logged as it may be: an error under its name, everything without what is to be hidden. */
function plain(words: Words): Words {
  const [first, ...others] = words.map((word) => (typeof word === 'string' ? redactText(word) : word));
  const said = others as string[];
  if ((first as unknown) instanceof Error) {
    const error = first as unknown as Error;
    return [{ error: redact(error) }, ...(said.length > 0 ? said : [redactText(error.message)])];
  }
  return [typeof first === 'object' ? redact(first) : first, ...said] as Words;
}

const asItIs = (value: unknown) => value;

/** A log that writes to the stream; to stderr where none is named. */
export function makeLog(stream: DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  return pino(
    {
      level: level(),
      base: { pid: process.pid },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: asItIs, err: asItIs },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(words, method) {
          method.apply(this, plain(words));
        },
      },
    },
    stream,
  );
}

/** One log for the server's process, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluiceLog?: Log };

/** The log of this process. */
export function log(): Log {
  shared.sluiceLog ??= makeLog();
  return shared.sluiceLog;
}
