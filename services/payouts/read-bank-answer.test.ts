import { describe, expect, it } from 'vitest';
import { MOST_ANSWER_BYTES } from '@/engine/payouts';
import { bankAnswer, bytesOf } from '@/tests/bank-answers';
import { readBankAnswer } from './read-bank-answer';

const read = (text: string) => readBankAnswer(bytesOf(text));
const MESSAGE = { messageId: 'PO-20260310-ABC' };
const WHOLE = bankAnswer({ ...MESSAGE, group: 'PART', count: 2, sum: '25.00' });

describe('a bank’s answer', () => {
  it('is read as the bank says it', () => {
    const text = bankAnswer({
      ...MESSAGE,
      ...{ group: 'PART', count: 2, sum: '25.00' },
      blocks: [
        {
          ...{ blockId: 'PO-20260310-ABC-1', count: 2 },
          payments: [
            { id: 'a1', status: 'ACSC', amount: '12.50' },
            { id: 'b2', status: 'RJCT', reason: 'AC04', added: 'Konto erloschen &amp; zu' },
          ],
        },
      ],
    });
    expect(read(text)).toMatchObject({
      answer: {
        ...{ answerName: 'ANSWER-1', messageId: 'PO-20260310-ABC', status: 'PART', reason: null },
        ...{ count: '2', sum: '25.00' },
        blocks: [
          {
            ...{ blockId: 'PO-20260310-ABC-1', status: null, count: '2', sum: null },
            payments: [
              { endToEndId: 'a1', status: 'ACSC', amount: { text: '12.50', currency: 'USD' } },
              {
                ...{ endToEndId: 'b2', status: 'RJCT', amount: null },
                reason: { code: 'AC04', added: 'Konto erloschen & zu' },
              },
            ],
          },
        ],
      },
    });
  });

  it('may name its elements by a prefix, and be of another version', () => {
    const prefixed = bankAnswer({ ...MESSAGE, group: 'ACCP' })
      .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1p:')
      .replace('xmlns=', 'xmlns:p=')
      .replace('pain.002.001.10', 'pain.002.001.03');
    expect(read(prefixed)).toMatchObject({ answer: { messageId: 'PO-20260310-ABC', status: 'ACCP' } });
  });

  it.each<[string, string, object]>([
    ['nothing', ' \n', { problem: 'empty' }],
    ['no XML', 'batch,status\n1,ok\n', { problem: 'not_xml' }],
    ['broken off', WHOLE.slice(0, -30), { problem: 'not_xml' }],
    ['a wrong end', WHOLE.replace('</GrpSts>', '</GrpSta>'), { problem: 'not_xml', line: 7 }],
    [
      'a document type',
      WHOLE.replace('<Document', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<Document'),
      { problem: 'has_doctype', line: 2 },
    ],
    [
      'entities, however they are written',
      WHOLE.replace('<Document', '<!doctype x>\n<Document'),
      { problem: 'has_doctype' },
    ],
    [
      'another kind of message',
      WHOLE.replace('pain.002.001.10', 'camt.053.001.08'),
      { problem: 'not_pain_002', line: 2 },
    ],
    [
      'no batch named',
      WHOLE.replace('<OrgnlMsgId>PO-20260310-ABC</OrgnlMsgId>', ''),
      { problem: 'incomplete', line: 5 },
    ],
    [
      'an answer to another kind of file',
      WHOLE.replace('pain.001.001.09', 'pain.008.001.02'),
      { problem: 'incomplete', line: 6, detail: expect.stringContaining('it answers no pain.001') },
    ],
  ])('is refused with the line and the reason: %s', (_what, text, problem) => {
    expect(read(text)).toMatchObject(problem);
  });

  it('is refused where it is too large, or no UTF-8', () => {
    expect(readBankAnswer(new Uint8Array(MOST_ANSWER_BYTES + 1))).toMatchObject({ problem: 'too_large' });
    expect(readBankAnswer(new Uint8Array([0x3c, 0xff, 0xfe]))).toMatchObject({ problem: 'not_utf8' });
  });
});
