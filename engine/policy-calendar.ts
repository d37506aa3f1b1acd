import type { CalendarDate } from './calendar';

/** Which policy version counts when (rules.md, section 11), from the dates that they were published for. */

export interface DatedVersion {
  version: number;
  /** The first date that it may be in force on; null where it comes with the next run. */
  effectiveFrom: CalendarDate | null;
}

function hasCome(version: DatedVersion, on: CalendarDate): boolean {
  return version.effectiveFrom === null || version.effectiveFrom <= on;
}

/** The version that a run of the date brings: the newest whose date has come; null where none has. */
export function versionFor<Version extends DatedVersion>(
  versions: readonly Version[],
  on: CalendarDate,
): Version | null {
  let found: Version | null = null;
  for (const each of versions) {
    if (hasCome(each, on) && (found === null || each.version > found.version)) found = each;
  }
  return found;
}

/**
 * The versions that wait for their date, in the order in which they come. One that a newer version overtakes, by an
 * earlier date or the same, is never in force and not among them.
 *
 * @param inForce the version in force
 * @param nextRunOn the date of the next run; null where it is not known
 */
export function comingVersions<Version extends DatedVersion>(
  versions: readonly Version[],
  inForce: number,
  nextRunOn: CalendarDate | null,
): Version[] {
  const coming: Version[] = [];
  for (const each of versions.toSorted((a, b) => b.version - a.version)) {
    if (each.version <= inForce) break;
    const [soonest] = coming;
    if (soonest === undefined || startsBefore(each, soonest, nextRunOn)) coming.unshift(each);
  }
  return coming;
}

/** Whether a version would be in force for a run at least, before a newer one is. */
function startsBefore(older: DatedVersion, newer: DatedVersion, nextRunOn: CalendarDate | null): boolean {
  if (newer.effectiveFrom === null) return false;
  // The run that brings the older one would bring the newer one already.
  if (nextRunOn !== null && newer.effectiveFrom <= nextRunOn) return false;
  return older.effectiveFrom === null || older.effectiveFrom < newer.effectiveFrom;
}
