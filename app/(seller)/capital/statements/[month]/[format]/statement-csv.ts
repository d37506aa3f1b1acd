import { stringify } from 'csv-stringify/sync';
import type { Amounts } from '@/engine/accounts';
import { decimalText } from '@/engine/money';
import type { StatementLine, TakenStatement } from '@/services/statements/take-statement';
import { ALL_ACCOUNTS, type Words } from '../../words';

/** A row: an end of the month, an entry, or the sum of a kind. */
interface Row {
  row: string;
  bookedOn: string | null;
  effectiveOn: string | null;
  kind: string | null;
  orderId: string | null;
  amounts: Amounts;
  rule: string | null;
  entry: string | null;
}

function linesOf(rows: Row[], currency: string, { t, accounts }: Words, isFirst: boolean): string {
  const columns = [
    { key: 'row', header: t('columns.row') },
    { key: 'bookedOn', header: t('columns.booked_on') },
    { key: 'effectiveOn', header: t('columns.effective_on') },
    { key: 'kind', header: t('columns.kind') },
    { key: 'orderId', header: t('columns.order') },
    ...ALL_ACCOUNTS.map((account) => ({ key: `amounts.${account}`, header: accounts(`${account}.name`) })),
    { key: 'currency', header: t('columns.currency') },
    { key: 'rule', header: t('columns.rule') },
    { key: 'entry', header: t('columns.entry') },
  ];
  return stringify(
    rows.map((row) => ({ ...row, currency })),
    {
      columns,
      header: isFirst,
      // By it spreadsheets know that the text is UTF-8.
      bom: isFirst,
      // What a spreadsheet would take for a formula gets an apostrophe before it. An amount below zero is none.
      escape_formulas: true,
      cast: { bigint: (minor) => decimalText(minor, currency) },
      record_delimiter: 'windows',
    },
  );
}

const NO_ENTRY = {
  bookedOn: null,
  effectiveOn: null,
  kind: null,
  orderId: null,
  rule: null,
  entry: null,
} satisfies Partial<Row>;

async function* textsOf({ statement, chunks }: TakenStatement, words: Words): AsyncGenerator<string> {
  const { t, names } = words;
  const { currency, from, to, opening, closing, kinds, unexplained } = statement;
  const say = (rows: Row[], isFirst = false) => linesOf(rows, currency, words, isFirst);
  const entryOf = (line: StatementLine): Row => ({
    row: t('rows.entry'),
    bookedOn: line.bookedOn,
    effectiveOn: line.effectiveOn,
    kind: names(`entry_kinds.${line.kind}`),
    orderId: line.orderId,
    amounts: line.amounts,
    rule: line.rule,
    entry: line.entrySeq.toString(),
  });
  yield say([{ ...NO_ENTRY, row: t('rows.opening'), bookedOn: from, amounts: opening }], true);
  for await (const lines of chunks) yield say(lines.map(entryOf));
  yield say([
    ...kinds.map(({ kind, amounts }) => ({
      ...{ ...NO_ENTRY, row: t('rows.sum'), kind: names(`entry_kinds.${kind}`), amounts },
    })),
    { ...NO_ENTRY, row: t('rows.closing'), bookedOn: to, amounts: closing },
    { ...NO_ENTRY, row: t('rows.unexplained'), amounts: unexplained },
  ]);
}

/** The statement as CSV, a chunk at a time; the next is asked for when whoever downloads it has taken the one before. */
export function csvOf(taken: TakenStatement, words: Words): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const texts = textsOf(taken, words);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
