import { type CalendarDate, isCalendarDate } from '../../engine/calendar';
import { LONGEST_SEARCH } from '../../engine/search';

/** What somebody looks for, read out of what they typed. */

export interface Search {
  /** Without space at its ends. */
  text: string;
  /** As ids may be written: as typed, and in small and in capital letters. */
  ids: string[];
  /** As names may be written, once a database has made what letters it can small: some can do so with ASCII alone. */
  names: string[];
  /** What an id made by the portal (a UUID) lies between if it begins so. */
  uuids: { low: string; high: string } | null;
  entry: { merchantId: string; entrySeq: bigint } | null;
  policyVersion: number | null;
  runOn: CalendarDate | null;
}

const UUID_LAYOUT = '00000000-0000-0000-0000-000000000000';
/** Less of a UUID is more likely to be a part of something else. */
const LEAST_OF_UUID = 4;
const ENTRY = /^(?<merchantId>.+?)\s*[:#\s]\s*(?<entrySeq>\d{1,18})$/u;
const POLICY =
  /^(?:(?:policy|version|政策|规则|策略|版本)\s*(?:version|版本)?\s*v?\s*|v)(?<version>\d{1,9})$/iu;

function smallAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function uuidsOf(text: string): Search['uuids'] {
  const typed = text.toLowerCase();
  if (typed.length < LEAST_OF_UUID || typed.length > UUID_LAYOUT.length) return null;
  for (const [place, letter] of [...typed].entries()) {
    if (UUID_LAYOUT[place] === '-' ? letter !== '-' : !/[0-9a-f]/.test(letter)) return null;
  }
  const rest = UUID_LAYOUT.slice(typed.length);
  return { low: typed + rest, high: typed + rest.replaceAll('0', 'f') };
}

/** Null where there is nothing to look for, or what no id or name can be: too long, or with a NUL in it. */
export function readSearch(typed: string): Search | null {
  const text = typed.toWellFormed().trim();
  if (text === '' || [...text].length > LONGEST_SEARCH || text.includes('\0')) return null;
  const small = text.toLowerCase();
  const capital = text.toUpperCase();
  const [first = ''] = text;
  const title = first.toUpperCase() + text.slice(first.length).toLowerCase();
  const { merchantId, entrySeq } = ENTRY.exec(text)?.groups ?? {};
  const { version } = POLICY.exec(text)?.groups ?? {};
  return {
    text,
    ids: [...new Set([text, small, capital])],
    names: [...new Set([small, ...[text, capital, title].map(smallAscii)])],
    uuids: uuidsOf(text),
    entry:
      merchantId === undefined || entrySeq === undefined ? null : { merchantId, entrySeq: BigInt(entrySeq) },
    policyVersion: version === undefined || Number(version) > 2_147_483_647 ? null : Number(version),
    runOn: isCalendarDate(text) ? text : null,
  };
}
