import { userInfo } from 'node:os';
import type { OperatorActor } from '../engine/actor';

/** Whoever runs a command or the server beside the database, by the name that the operating system knows them by. */
export function operator(): OperatorActor {
  return { kind: 'operator', name: userName(), requestId: null };
}

function userName(): string {
  try {
    return userInfo().username || 'unknown';
  } catch {
    // A process may run under a number that no name was given, as in a container.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
