import { useTranslations } from 'next-intl';
import type { FindingCode } from '@/engine/imports';

/** What was found of a line, in the reader's language. The reasons are the engine's and the reader's own sentences. */

type Values = Record<string, string>;

/** By a reason's shape: its name among the words, with what it names. */
const REASONS = [
  [/^is not JSON$/, 'not_json'],
  [/^is not CSV: (?<detail>.*)$/, 'not_csv'],
  [/^has (?<cells>\d+) cells, and the first line has (?<heads>\d+)$/, 'cells'],
  [/^is longer than (?<most>\d+) characters$/, 'long'],
  [/^a fact must be an object$/, 'no_object'],
  [/^type: must be one of /, 'unknown_type'],
  [/^type: (?<type>\S+) cannot be brought in a file, two people/, 'decided'],
  [/^type: (?<type>\S+) cannot be brought in a file, it is marked/, 'payouts'],
  [/^(?<field>\w+): is missing$/, 'missing'],
  [/^(?<field>.+): (?<type>\S+) has no such field$/, 'no_field'],
  [/^(?<field>\w+): must be an ISO 8601 instant/, 'bad_instant'],
  [/^(?<field>\w+): must be a text of 1 to 200/, 'bad_text'],
  [/^amount: must be a whole number of minor units from 1/, 'bad_amount'],
  [/^(?<field>\w+): must be an ISO 4217/, 'bad_currency'],
  [/^fee_bps: /, 'bad_fee'],
  [/^(?<field>\w+): Invalid /, 'bad_value'],
  [/^something else was recorded under this id before$/, 'conflict'],
  [/^the order or the store is in a state that does not allow it$/, 'bad_state'],
  [/^more would be refunded than is left/, 'over_refund'],
  [/^the account has too little/, 'insufficient_funds'],
  [/^waits: the store (?<id>.*) is not known yet$/, 'waits_store'],
  [/^waits: the order (?<id>.*) is not known yet$/, 'waits_order'],
  [/^waits: the dispute (?<id>.*) is not known yet$/, 'waits_dispute'],
  [/^waits: the order (?<id>.*) was not shipped yet$/, 'waits_shipment'],
  [/^waits/, 'waits'],
] as const satisfies [RegExp, string][];

export type ReasonWords = (reason: string) => string;

/** The reason in words; one of another shape as it is. */
export function reasonWords(t: ReturnType<typeof useTranslations<'imports.reasons'>>): ReasonWords {
  return (reason) => {
    for (const [shape, name] of REASONS) {
      const match = shape.exec(reason);
      if (match !== null) return t(name, { ...NOTHING, ...(match.groups as Values | undefined) });
    }
    return reason;
  };
}

const NOTHING = { detail: '', cells: '', heads: '', most: '', type: '', field: '', id: '' };

export function useReasonWords(): ReasonWords {
  return reasonWords(useTranslations('imports.reasons'));
}

/** The name of the words for a code; a line without one cannot be read at all. */
export function codeWord(code: FindingCode | null): FindingCode | 'unreadable' {
  return code ?? 'unreadable';
}
