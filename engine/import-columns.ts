import { BROUGHT_TYPES } from './imports';
import { isCurrency } from './money';
import { REFUND_REASONS } from './policy';

/** Which field of a fact each column of a brought file is. */

/** The fields of the facts that a person may bring, in the order in which a person thinks of them. */
export const BROUGHT_FIELDS = [
  'id',
  'type',
  'at',
  'merchant',
  'order',
  'amount',
  'currency',
  'fee_bps',
  'ship_by',
  'refund',
  'reason',
  'dispute',
  'positive',
  'name',
] as const;
export type BroughtField = (typeof BROUGHT_FIELDS)[number];

/** What can be said once for every line. */
export const CONSTANT_FIELDS = [
  'type',
  'merchant',
  'currency',
  'fee_bps',
  'reason',
  'positive',
] as const satisfies BroughtField[];
export type ConstantField = (typeof CONSTANT_FIELDS)[number];

export interface ColumnMapping {
  delimiter: string;
  /** The field that each column is, in the file's order; null: the column is left out. */
  fields: (BroughtField | null)[];
  /** What every line says. */
  constants: Partial<Record<ConstantField, string>>;
  /** Whether a fact's id is made of its type, its order and what else tells it apart. */
  isIdMade: boolean;
  /** Whether nobody has chosen it yet: then a column without a field is not left out, but undecided. */
  isGuess: boolean;
}

/** What a download of rejected lines adds to the file's own columns; passed over where the file is brought again. */
export const ADDED_COLUMNS = ['rejected_line', 'rejected_code', 'rejected_reason'] as const;

/** What else people call a field. */
const OTHER_NAMES: Record<BroughtField, readonly string[]> = {
  id: ['fact_id', 'event_id', 'uuid', '事件编号', '事实编号'],
  type: ['fact_type', 'event_type', 'event', 'kind', '类型', '事件类型'],
  at: [
    ...['created_at', 'occurred_at', 'happened_at', 'event_at', 'timestamp', 'time', 'datetime', 'date_time'],
    ...['时间', '发生时间', '创建时间'],
  ],
  merchant: [
    ...['merchant_id', 'store', 'store_id', 'shop', 'shop_id', 'seller', 'seller_id'],
    ...['店铺', '店铺编号', '商家', '商家编号'],
  ],
  order: ['order_id', 'order_no', 'order_number', 'order_sn', '订单', '订单号', '订单编号'],
  amount: ['amount_minor', 'minor_amount', 'minor_units'],
  currency: ['currency_code', 'ccy', '币种', '货币'],
  fee_bps: ['commission_bps', '费率基点'],
  ship_by: ['ship_before', 'ship_deadline', 'latest_ship_at', '最晚发货时间'],
  refund: ['refund_id', 'refund_no', 'refund_number', '退款编号', '退款单号'],
  reason: ['refund_reason', '退款原因'],
  dispute: ['dispute_id', 'case_id', '纠纷编号', '纠纷号'],
  positive: ['is_positive', '好评'],
  name: ['merchant_name', 'store_name', 'shop_name', '店铺名称'],
};

/** How a column came by its field: it has its name, or another that people use, or none is known. */
export type Guess = 'same' | 'guessed' | 'added' | 'unknown';

function plain(column: string): string {
  return column
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
}

function guess(column: string): { field: BroughtField | null; by: Guess } {
  const name = plain(column);
  const same = BROUGHT_FIELDS.find((field) => field === name);
  if (same !== undefined) return { field: same, by: 'same' };
  if (ADDED_COLUMNS.some((added) => added === name)) return { field: null, by: 'added' };
  const other = BROUGHT_FIELDS.find((field) => OTHER_NAMES[field].includes(name));
  return other === undefined ? { field: null, by: 'unknown' } : { field: other, by: 'guessed' };
}

/** Guesses what each column is, by its name; of several that could be the same field, the one with its very name. */
export function guessColumns(columns: readonly string[]): { field: BroughtField | null; by: Guess }[] {
  const guesses = columns.map(guess);
  return guesses.map((each, index) => {
    if (each.field === null) return each;
    const rivals = guesses.flatMap(({ field, by }, place) => (field === each.field ? [{ by, place }] : []));
    const first = rivals.find(({ by }) => by === 'same') ?? rivals[0];
    return first?.place === index ? each : { field: null, by: 'unknown' };
  });
}

/** The mapping that the names of the columns suggest. */
export function guessMapping(columns: readonly string[], delimiter: string): ColumnMapping {
  const fields = guessColumns(columns).map(({ field }) => field);
  return { delimiter, fields, constants: {}, isIdMade: false, isGuess: true };
}

/** Whether nothing needs to be asked: every column has a fact's very name, and what every fact has is there. */
export function needsNoMapping(columns: readonly string[]): boolean {
  const guesses = guessColumns(columns);
  const isThere = (field: BroughtField) => guesses.some((each) => each.field === field);
  return (
    guesses.every(({ by }) => by === 'same' || by === 'added') &&
    (['id', 'type', 'at'] as const).every(isThere)
  );
}

/** What is wrong with a mapping, with the field or the column that it is about. */
export type MappingProblem =
  | { code: 'undecided'; column: number }
  | { code: 'two_columns'; field: BroughtField; column: number }
  | { code: 'column_and_constant'; field: ConstantField }
  | { code: 'bad_constant'; field: ConstantField }
  | { code: 'id_twice' }
  | { code: 'missing'; field: 'id' | 'type' | 'at' };

/** A choice as a form sends it: a field, or a column that is left out, or nothing chosen yet. */
export const LEFT_OUT = 'left_out';

function isGoodConstant(field: ConstantField, value: string): boolean {
  switch (field) {
    case 'type':
      return BROUGHT_TYPES.some((type) => type === value);
    case 'currency':
      return isCurrency(value);
    case 'fee_bps':
      return /^\d{1,5}$/.test(value) && Number(value) <= 10_000;
    case 'reason':
      return REFUND_REASONS.some((reason) => reason === value);
    case 'positive':
      return value === 'true' || value === 'false';
    case 'merchant':
      return [...value].length <= 200 && !value.includes('\0');
  }
}

export interface MappingChoice {
  /** A field, `left_out`, or empty, by column. */
  columns: string[];
  /** Columns without a choice are left out too. */
  restIsLeftOut: boolean;
  constants: Partial<Record<ConstantField, string>>;
  isIdMade: boolean;
}

/** Reads what a person chose for the columns; all problems at once, in the order of the form. */
export function readMapping(
  choice: MappingChoice,
  delimiter: string,
): { ok: true; mapping: ColumnMapping } | { ok: false; problems: MappingProblem[] } {
  const problems: MappingProblem[] = [];
  const fields = choice.columns.map((text, column) => {
    const field = BROUGHT_FIELDS.find((each) => each === text) ?? null;
    if (field === null && text !== LEFT_OUT && !choice.restIsLeftOut)
      problems.push({ code: 'undecided', column });
    return field;
  });
  for (const [column, field] of fields.entries()) {
    if (field !== null && fields.indexOf(field) < column)
      problems.push({ code: 'two_columns', field, column });
  }
  const constants: ColumnMapping['constants'] = {};
  for (const field of CONSTANT_FIELDS) {
    const value = choice.constants[field]?.trim() ?? '';
    if (value === '') continue;
    if (fields.includes(field)) problems.push({ code: 'column_and_constant', field });
    else if (!isGoodConstant(field, value)) problems.push({ code: 'bad_constant', field });
    else constants[field] = value;
  }
  if (choice.isIdMade && fields.includes('id')) problems.push({ code: 'id_twice' });
  if (!choice.isIdMade && !fields.includes('id')) problems.push({ code: 'missing', field: 'id' });
  const hasType = fields.includes('type') || (choice.constants.type?.trim() ?? '') !== '';
  if (!hasType) problems.push({ code: 'missing', field: 'type' });
  if (!fields.includes('at')) problems.push({ code: 'missing', field: 'at' });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, mapping: { delimiter, fields, constants, isIdMade: choice.isIdMade, isGuess: false } };
}

/** What tells facts of one type and order apart. */
const APART = ['order', 'refund', 'dispute', 'merchant'] as const;

/** The named cells of a line: its columns under the fields that they are, and what every line says. Empty ones are none. */
export function cellsOfLine(
  mapping: ColumnMapping,
  cells: readonly string[],
): [name: string, cell: string][] {
  const named: [string, string][] = [];
  for (const [index, field] of mapping.fields.entries()) {
    const cell = cells[index] ?? '';
    if (field !== null && cell !== '') named.push([field, cell]);
  }
  for (const [field, value] of Object.entries(mapping.constants)) named.push([field, value]);
  if (!mapping.isIdMade) return named;
  const of = new Map(named);
  const type = of.get('type');
  const parts = of.has('order') ? APART.slice(0, 3) : APART;
  const apart = parts.flatMap((field) => of.get(field) ?? []);
  return type === undefined || apart.length === 0 ? named : [['id', [type, ...apart].join(':')], ...named];
}
