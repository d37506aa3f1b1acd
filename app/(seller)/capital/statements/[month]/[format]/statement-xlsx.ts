import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node';
import type { CalendarDate } from '@/engine/calendar';
import { currencyDigits, decimalText } from '@/engine/money';
import type { TakenStatement } from '@/services/statements/take-statement';
import { ALL_ACCOUNTS, monthWords, type Words } from '../../words';

/** A spreadsheet shows fifteen digits of a number, and rounds what has more. */
const EXACT_BELOW = 10n ** 15n;

/** A workbook is written in one piece, in memory: a month of more entries has them all in its CSV. */
export const LINES_IN_WORKBOOK = 100_000;

/** An amount as a number where a spreadsheet keeps it exact, else as its text. */
export function amountCell(minor: bigint, currency: string): Cell {
  const text = decimalText(minor, currency);
  if (minor >= EXACT_BELOW || minor <= -EXACT_BELOW) return { value: text, align: 'right' };
  const digits = currencyDigits(currency);
  return {
    value: Number(text),
    format: digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`,
  };
}

/** Text stays text: an order id of digits is no number, and one with an equals sign no formula. */
const textCell = (value: string | null): Cell =>
  value === null ? null : { value, type: String, format: '@' };
const boldCell = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });
const dateCell = (date: CalendarDate): Cell => ({
  value: new Date(`${date}T00:00:00Z`),
  type: Date,
  format: 'yyyy-mm-dd',
});

const bold = (row: Row): Row =>
  row.map((cell) =>
    cell !== null && typeof cell === 'object' && 'value' in cell ? { ...cell, fontWeight: 'bold' } : cell,
  );

/** The statement as a workbook: the sums on one sheet, every entry on the next. */
export async function xlsxOf(
  { statement, chunks }: TakenStatement,
  words: Words,
  most = LINES_IN_WORKBOOK,
): Promise<Buffer> {
  const { t, names, accounts, locale } = words;
  const { currency, opening, closing, kinds, unexplained } = statement;
  const amounts = (of: typeof opening) => ALL_ACCOUNTS.map((account) => amountCell(of[account], currency));
  const heads = ALL_ACCOUNTS.map((account) => boldCell(accounts(`${account}.name`)));
  const summary: Row[] = [
    [boldCell(t('paper.title', { month: monthWords(statement.month, locale) }))],
    [textCell(t('paper.store')), textCell(statement.storeName), textCell(statement.merchantId)],
    [textCell(t('columns.currency')), textCell(currency)],
    [textCell(t('paper.from')), dateCell(statement.from)],
    [textCell(t('paper.to')), dateCell(statement.to)],
    [textCell(t('paper.state')), textCell(t(statement.isOpen ? 'open' : 'closed'))],
    [
      textCell(t('paper.entries')),
      textCell(
        statement.entries > most
          ? t('paper.first_rows', { shown: most, count: statement.entries })
          : t('paper.all', { count: statement.entries }),
      ),
    ],
    [],
    [boldCell(t('columns.kind')), boldCell(t('columns.entries')), ...heads],
    bold([textCell(t('rows.opening')), null, ...amounts(opening)]),
    ...kinds.map((each) => [
      textCell(names(`entry_kinds.${each.kind}`)),
      { value: each.entries, format: '#,##0' },
      ...amounts(each.amounts),
    ]),
    bold([textCell(t('rows.closing')), { value: statement.entries, format: '#,##0' }, ...amounts(closing)]),
    [textCell(t('rows.unexplained')), null, ...amounts(unexplained)],
  ];
  const entries: Row[] = [
    [
      boldCell(t('columns.booked_on')),
      boldCell(t('columns.effective_on')),
      boldCell(t('columns.kind')),
      boldCell(t('columns.order')),
      ...heads,
      boldCell(t('columns.rule')),
      boldCell(t('columns.entry')),
    ],
  ];
  for await (const lines of chunks) {
    for (const line of lines.slice(0, most + 1 - entries.length)) {
      entries.push([
        dateCell(line.bookedOn),
        dateCell(line.effectiveOn),
        textCell(names(`entry_kinds.${line.kind}`)),
        textCell(line.orderId),
        ...amounts(line.amounts),
        textCell(line.rule),
        textCell(line.entrySeq.toString()),
      ]);
    }
    if (entries.length > most) break;
  }
  const wide = ALL_ACCOUNTS.map(() => ({ width: 18 }));
  return writeExcelFile([
    { sheet: t('paper.summary'), data: summary, columns: [{ width: 32 }, { width: 14 }, ...wide] },
    {
      sheet: t('paper.entries'),
      data: entries,
      columns: [
        { width: 12 },
        { width: 12 },
        { width: 30 },
        { width: 26 },
        ...wide,
        { width: 8 },
        { width: 10 },
      ],
      stickyRowsCount: 1,
    },
  ]).toBuffer();
}
