/** What a bank answers to a payment file. */

export interface Answered {
  messageId: string;
  group?: string;
  reason?: string;
  count?: number;
  sum?: string;
  answerName?: string;
  blocks?: {
    blockId: string;
    status?: string;
    reason?: string;
    count?: number;
    sum?: string;
    payments?: {
      id: string;
      status?: string;
      reason?: string;
      added?: string;
      amount?: string;
      currency?: string;
    }[];
  }[];
}

const tag = (name: string, value: string | number | undefined) =>
  value === undefined ? '' : `<${name}>${value}</${name}>`;

const reason = (code: string | undefined, added?: string) =>
  code === undefined ? '' : `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn>${tag('AddtlInf', added)}</StsRsnInf>`;

/** A payment status report, `pain.002.001.10`. */
export function bankAnswer({
  messageId,
  group,
  answerName = 'ANSWER-1',
  blocks = [],
  ...whole
}: Answered): string {
  const ofBlocks = blocks.map(
    (block) => `
    <OrgnlPmtInfAndSts>
      ${tag('OrgnlPmtInfId', block.blockId)}${tag('OrgnlNbOfTxs', block.count)}${tag('OrgnlCtrlSum', block.sum)}
      ${tag('PmtInfSts', block.status)}${reason(block.reason)}
      ${(block.payments ?? [])
        .map(
          ({ id, status, reason: code, added, amount, currency = 'USD' }) => `
      <TxInfAndSts>
        <OrgnlInstrId>${id}</OrgnlInstrId><OrgnlEndToEndId>${id}</OrgnlEndToEndId>
        ${tag('TxSts', status)}${reason(code, added)}
        ${amount === undefined ? '' : `<OrgnlTxRef><Amt><InstdAmt Ccy="${currency}">${amount}</InstdAmt></Amt></OrgnlTxRef>`}
      </TxInfAndSts>`,
        )
        .join('')}
    </OrgnlPmtInfAndSts>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
  <CstmrPmtStsRpt>
    <GrpHdr><MsgId>${answerName}</MsgId><CreDtTm>2026-03-10T10:00:00Z</CreDtTm></GrpHdr>
    <OrgnlGrpInfAndSts>
      <OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
      ${tag('OrgnlNbOfTxs', whole.count)}${tag('OrgnlCtrlSum', whole.sum)}${tag('GrpSts', group)}${reason(whole.reason)}
    </OrgnlGrpInfAndSts>${ofBlocks.join('')}
  </CstmrPmtStsRpt>
</Document>
`;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
