import { isDeepStrictEqual } from 'node:util';

type Values = Record<string, unknown>;

function isPlainObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What two policies say differently, for the audit log: objects key by key, arrays and plain values whole. */
export function changedValues(before: Values, after: Values): { before: Values; after: Values } {
  const changed: { before: Values; after: Values } = { before: {}, after: {} };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]];
    if (isDeepStrictEqual(was, is)) continue;
    const inside = isPlainObject(was) && isPlainObject(is) ? changedValues(was, is) : null;
    // What one of them does not have is left out of it, as JSON does with undefined.
    changed.before[key] = inside?.before ?? was;
    changed.after[key] = inside?.after ?? is;
  }
  return changed;
}
