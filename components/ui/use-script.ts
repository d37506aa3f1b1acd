import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether a script runs by now: what only works by one is not offered before. */
export function useScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
