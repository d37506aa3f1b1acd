import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { MOST_ANSWER_BYTES } from '../../engine/payouts';

/** A bank's answer to a payment file: ISO 20022's payment status report, `pain.002`, of any version. */

export interface AnswerReason {
  code: string | null;
  added: string;
}

export interface AnsweredPayment {
  /** How we named it; null where the bank says neither of our ids. */
  endToEndId: string | null;
  status: string | null;
  reason: AnswerReason | null;
  /** What the bank takes it to be, where it says so. */
  amount: { text: string; currency: string } | null;
}

export interface AnsweredBlock {
  blockId: string;
  status: string | null;
  reason: AnswerReason | null;
  count: string | null;
  sum: string | null;
  payments: AnsweredPayment[];
}

export interface BankAnswer {
  /** The bank's own name for its answer. */
  answerName: string;
  /** The batch that is answered, by the name that we gave it. */
  messageId: string;
  status: string | null;
  reason: AnswerReason | null;
  count: string | null;
  sum: string | null;
  blocks: AnsweredBlock[];
}

/** In the order in which they are looked at. */
export type UnreadableAnswer =
  | 'too_large'
  | 'empty'
  | 'not_utf8'
  | 'has_doctype'
  | 'not_xml'
  | 'not_pain_002'
  | 'incomplete';

export interface AnswerProblem {
  problem: UnreadableAnswer;
  /** The line of the file, from 1 on, where one can be named. */
  line: number | null;
  /** What the reader of the file says of it, in English; null where nothing is to be added. */
  detail: string | null;
}

const NAMESPACE =
  /<(?:[A-Za-z_][\w.-]*:)?Document\b[^>]*\sxmlns(?::[\w.-]+)?\s*=\s*(["'])urn:[a-z0-9:._-]*pain\.002\.\d{3}\.\d{2}[a-z0-9.:_-]*\1/i;

const LISTS = new Set(['OrgnlPmtInfAndSts', 'TxInfAndSts', 'StsRsnInf', 'AddtlInf']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  removeNSPrefix: true,
  // A number stays as it is written.
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => LISTS.has(name),
});

/** An element without anything in it is read as an empty text. */
const nothing = z.literal('').transform(() => undefined);
const text = z.string().trim().max(2000);
const optional = text.optional().transform((value) => value || null);
const reasons = z
  .array(
    z.union([
      nothing,
      z.object({
        Rsn: z.union([nothing, z.object({ Cd: text.optional(), Prtry: text.optional() })]).optional(),
        AddtlInf: z.array(text).optional(),
      }),
    ]),
  )
  .optional()
  .transform((found): AnswerReason | null => {
    const first = found?.find((each) => each !== undefined);
    if (first === undefined) return null;
    const code = first.Rsn?.Cd || first.Rsn?.Prtry || null;
    return { code, added: (first.AddtlInf ?? []).join(' ') };
  });

const amount = z
  .object({ '#': text, '@Ccy': text })
  .transform((found) => ({ text: found['#'], currency: found['@Ccy'] }));

const payment = z
  .object({
    OrgnlInstrId: optional,
    OrgnlEndToEndId: optional,
    TxSts: optional,
    StsRsnInf: reasons,
    OrgnlTxRef: z
      .union([
        nothing,
        z.object({ Amt: z.union([nothing, z.object({ InstdAmt: amount.optional() })]).optional() }),
      ])
      .optional(),
  })
  .transform((found): AnsweredPayment => {
    const named = found.OrgnlEndToEndId === 'NOTPROVIDED' ? null : found.OrgnlEndToEndId;
    return {
      endToEndId: named ?? found.OrgnlInstrId,
      status: found.TxSts,
      reason: found.StsRsnInf,
      amount: found.OrgnlTxRef?.Amt?.InstdAmt ?? null,
    };
  });

const block = z
  .object({
    OrgnlPmtInfId: text,
    OrgnlNbOfTxs: optional,
    OrgnlCtrlSum: optional,
    PmtInfSts: optional,
    StsRsnInf: reasons,
    TxInfAndSts: z.array(payment).default([]),
  })
  .transform(
    (found): AnsweredBlock => ({
      ...{ blockId: found.OrgnlPmtInfId, status: found.PmtInfSts, reason: found.StsRsnInf },
      ...{ count: found.OrgnlNbOfTxs, sum: found.OrgnlCtrlSum, payments: found.TxInfAndSts },
    }),
  );

const REPORT = z
  .object({
    Document: z.object({
      CstmrPmtStsRpt: z.object({
        GrpHdr: z.object({ MsgId: text.min(1) }),
        OrgnlGrpInfAndSts: z.object({
          OrgnlMsgId: text.min(1),
          OrgnlMsgNmId: text.regex(/^pain\.001/, 'it answers no pain.001'),
          OrgnlNbOfTxs: optional,
          OrgnlCtrlSum: optional,
          GrpSts: optional,
          StsRsnInf: reasons,
        }),
        OrgnlPmtInfAndSts: z.array(block).default([]),
      }),
    }),
  })
  .transform(({ Document: { CstmrPmtStsRpt: report } }): BankAnswer => {
    const group = report.OrgnlGrpInfAndSts;
    return {
      ...{ answerName: report.GrpHdr.MsgId, messageId: group.OrgnlMsgId, status: group.GrpSts },
      ...{ reason: group.StsRsnInf, count: group.OrgnlNbOfTxs, sum: group.OrgnlCtrlSum },
      blocks: report.OrgnlPmtInfAndSts,
    };
  });

const found = (problem: UnreadableAnswer, line: number | null = null, detail: string | null = null) => ({
  ...{ problem, line, detail },
});

/** The line in which a text first stands in a file; null where it does not. */
export function lineOf(file: string, text: string): number | null {
  const place = file.indexOf(text);
  return place < 0 ? null : file.slice(0, place).split('\n').length;
}

/** The bytes as text; null where they are no UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Reads a bank's answer. It is a file from outside: what is too large, what declares a document type or entities, and
 * what is no `pain.002` is refused with the line and the reason.
 */
export function readBankAnswer(bytes: Uint8Array): { answer: BankAnswer; file: string } | AnswerProblem {
  if (bytes.length > MOST_ANSWER_BYTES) return found('too_large');
  const file = textOf(bytes);
  if (file === null) return found('not_utf8');
  if (file.trim() === '') return found('empty');
  const declared = /<!\s*(?:DOCTYPE|ENTITY)/i.exec(file)?.[0];
  if (declared !== undefined) return found('has_doctype', lineOf(file, declared));
  const valid = XMLValidator.validate(file);
  if (valid !== true) return found('not_xml', valid.err.line, valid.err.msg);
  if (!NAMESPACE.test(file)) return found('not_pain_002', lineOf(file, '<Document'));
  let read: unknown;
  try {
    read = parser.parse(file);
  } catch (error) {
    return found('not_xml', null, error instanceof Error ? error.message : null);
  }
  const report = REPORT.safeParse(read);
  if (report.success) return { answer: report.data, file };
  const [issue] = report.error.issues;
  const place = issue?.path.filter((part) => typeof part === 'string').map(String) ?? [];
  const detail = `${place.slice(1).join('/')}: ${issue?.message ?? ''}`;
  const nearest = [...place]
    .reverse()
    .find((name) => lineOf(file, `<${name}`) !== null || lineOf(file, `:${name}`) !== null);
  const line = nearest === undefined ? null : (lineOf(file, `<${nearest}`) ?? lineOf(file, `:${nearest}`));
  return found('incomplete', line, detail);
}
