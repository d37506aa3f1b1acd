#!/usr/bin/env node
import { join } from 'node:path';
import { register } from 'tsx/esm/api';

// Ended by a signal, a process says goodbye to nobody; so that it does, to the embedded database too.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.once(signal, () => process.exit(code));
}
// A reader that has seen enough (sluice ... | head) is no error.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// The project's own, wherever the command is called from.
register({ tsconfig: join(import.meta.dirname, '..', 'tsconfig.json') });
await import('./main.ts');
