import { describe, expect, it } from 'vitest';
import { BROUGHT_FIELDS, cellsOfLine, guessMapping, needsNoMapping, readMapping } from './import-columns';

describe('guessing what columns are', () => {
  it.each([
    ['id', 'id'],
    ['ORDER_ID', 'order'],
    ['Order ID', 'order'],
    ['order-number', 'order'],
    [' store ', 'merchant'],
    ['Amount_minor', 'amount'],
    ['created_at', 'at'],
    ['订单号', 'order'],
    ['Amount', 'amount'],
    ['price', null],
    ['rejected_reason', null],
    ['', null],
  ])('%s is %s', (column, field) => {
    expect(guessMapping([column], ',').fields).toEqual([field]);
  });

  it('of several that could be one field, takes the one with its name, else the first', () => {
    expect(guessMapping(['store_id', 'merchant', 'shop'], ',').fields).toEqual([null, 'merchant', null]);
    expect(guessMapping(['order_no', 'order_id'], ',').fields).toEqual(['order', null]);
  });

  it('asks nothing where every name is a field’s, and what every fact has is there', () => {
    expect(needsNoMapping(BROUGHT_FIELDS)).toBe(true);
    expect(needsNoMapping([...BROUGHT_FIELDS, 'rejected_line'])).toBe(true);
    expect(needsNoMapping([...BROUGHT_FIELDS, 'customer'])).toBe(false);
    expect(needsNoMapping(['id', 'type', 'order'])).toBe(false);
    expect(needsNoMapping(['id', 'type', 'created_at'])).toBe(false);
  });
});

describe('a choice of columns', () => {
  const choice = { columns: ['id', 'type', 'at'], restIsLeftOut: false, constants: {}, isIdMade: false };
  const problemsOf = (over: object) => {
    const read = readMapping({ ...choice, ...over }, ',');
    return read.ok ? [] : read.problems.map((problem) => Object.values(problem).join(' '));
  };

  it.each<[string, object, string[]]>([
    ['is good', {}, []],
    ['leaves a column undecided', { columns: ['id', 'type', 'at', '', 'x'] }, ['undecided 3', 'undecided 4']],
    ['leaves the rest out', { columns: ['id', 'type', 'at', ''], restIsLeftOut: true }, []],
    ['leaves one out', { columns: ['id', 'type', 'at', 'left_out'] }, []],
    ['has two columns for a field', { columns: ['id', 'type', 'at', 'at'] }, ['two_columns at 3']],
    ['has a column and says it', { constants: { type: 'order.paid' } }, ['column_and_constant type']],
    ['says what no fact can have', { constants: { currency: 'dollars' } }, ['bad_constant currency']],
    ['says a fee beyond all', { constants: { fee_bps: '10001' } }, ['bad_constant fee_bps']],
    [
      'says a type that no file may bring',
      { columns: ['id', 'left_out', 'at'], constants: { type: 'override.set' } },
      ['bad_constant type'],
    ],
    ['has an id and makes one', { isIdMade: true }, ['id_twice']],
    [
      'lacks what every fact has',
      { columns: ['left_out', 'left_out', 'left_out'] },
      ['missing id', 'missing type', 'missing at'],
    ],
  ])('%s', (_what, over, problems) => {
    expect(problemsOf(over)).toEqual(problems);
  });
});

describe('a line', () => {
  const mapping = (fields: (typeof BROUGHT_FIELDS)[number][], over = {}) => ({
    ...{ delimiter: ',', fields, constants: {}, isIdMade: false, isGuess: false, ...over },
  });

  it('has its cells under their fields, and what every line says', () => {
    const read = mapping(['order', 'amount'], { constants: { type: 'order.paid' } });
    expect(cellsOfLine(read, ['A', '', 'B'])).toEqual([
      ['order', 'A'],
      ['type', 'order.paid'],
    ]);
  });

  it.each([
    [['order', 'merchant'], ['A', 'shop'], 'order.paid:A'],
    [['order', 'refund'], ['A', 'R'], 'order.paid:A:R'],
    [['merchant'], ['shop'], 'order.paid:shop'],
    [['at'], ['2026-01-01'], undefined],
  ] as const)('of %s %s has the id %s', (fields, cells, id) => {
    const read = mapping([...fields], { constants: { type: 'order.paid' }, isIdMade: true });
    expect(Object.fromEntries(cellsOfLine(read, cells)).id).toBe(id);
  });
});
