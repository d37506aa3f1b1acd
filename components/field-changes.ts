/** What two states of something say differently, field by field. */

/** A field, by its way from the outside in; what stands at it is plain, or a list of what is plain, or empty. */
export interface FieldChange {
  path: string[];
  /** Whether both states speak of the field, or only one of them. */
  said: 'in_both' | 'before' | 'after';
  before: unknown;
  after: unknown;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** The fields of a state, by their ways; lists of objects are taken apart, counted from 1. */
function fieldsOf(
  value: unknown,
  path: string[] = [],
  fields = new Map<string, { path: string[]; value: unknown }>(),
): Map<string, { path: string[]; value: unknown }> {
  const isWhole = isPlain(value) || (Array.isArray(value) && value.every(isPlain));
  const parts = isWhole ? [] : Object.entries(value as object);
  if (parts.length === 0 && path.length > 0) fields.set(JSON.stringify(path), { path, value });
  for (const [key, part] of parts) {
    const step = Array.isArray(value) ? String(Number(key) + 1) : key;
    fieldsOf(part, [...path, step], fields);
  }
  return fields;
}

/** The fields that differ, in the order in which they are told; those that are the same in both are left out. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const were = fieldsOf(before);
  const are = fieldsOf(after);
  const changes: FieldChange[] = [];
  for (const key of new Set([...were.keys(), ...are.keys()])) {
    const was = were.get(key);
    const is = are.get(key);
    if (was && is && JSON.stringify(was.value) === JSON.stringify(is.value)) continue;
    let said: FieldChange['said'] = 'in_both';
    if (!is) said = 'before';
    else if (!was) said = 'after';
    changes.push({ path: (was ?? is)?.path ?? [], said, before: was?.value, after: is?.value });
  }
  return changes;
}
