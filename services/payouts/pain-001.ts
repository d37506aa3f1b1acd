import { XMLBuilder } from 'fast-xml-parser';
import { isSEPACountry } from 'ibantools';
import { decimalText } from '../../engine/money';
import { latinText, nameText } from './bank-text';
import type { PayoutBatch, PayoutPayment } from './payout-file';
import type { Payer } from './read-payers';

/** A batch as ISO 20022 writes it, for a bank: `pain.001.001.09`. */

export const PAIN_001 = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  indentBy: '  ',
});

type Account = { iban: string | null; number: string | null };

const accountOf = ({ iban, number }: Account) => (iban === null ? { Othr: { Id: number } } : { IBAN: iban });

/** What a payment is for, as its receiver's bank shows it. */
export function remittanceOf({ merchantId, endToEndId }: PayoutPayment): string {
  return latinText(`Payout ${merchantId.slice(0, 90)} ${endToEndId}`, 140);
}

/** Payments that a bank treats alike, with the name that its answer has for them. */
export interface PaymentBlock {
  blockId: string;
  isSepa: boolean;
  payments: PayoutPayment[];
}

/** Within the single euro payments area: in euros, from one IBAN there to another. */
function isSepa(currency: string, payer: Payer, { iban }: PayoutPayment): boolean {
  const isThere = (number: string | null) => number !== null && isSEPACountry(number.slice(0, 2));
  return currency === 'EUR' && isThere(payer.iban) && isThere(iban);
}

function creditorAgent({ bic, bankName, country, iban }: PayoutPayment) {
  // By an IBAN without a BIC the payer's bank finds the other by itself.
  if (bic === null && iban !== null) return {};
  const found = bic === null ? {} : { BICFI: bic };
  return { CdtrAgt: { FinInstnId: { ...found, Nm: nameText(bankName), PstlAdr: { Ctry: country } } } };
}

function transferOf(payment: PayoutPayment, currency: string) {
  const { endToEndId, amountMinor, holderName, iban, accountNumber } = payment;
  return {
    PmtId: { InstrId: endToEndId, EndToEndId: endToEndId },
    Amt: { InstdAmt: { '#': decimalText(amountMinor, currency), '@Ccy': currency } },
    ...creditorAgent(payment),
    Cdtr: { Nm: nameText(holderName) },
    CdtrAcct: { Id: accountOf({ iban, number: accountNumber }) },
    RmtInf: { Ustrd: remittanceOf(payment) },
  };
}

const sumOf = (payments: PayoutPayment[]) => payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

/** What a batch's payment file has its payments in: those within the single euro payments area apart from the others. */
export function blocksOf({ messageId, currency, payer, payments }: PayoutBatch): PaymentBlock[] {
  const isOfSepa = (payment: PayoutPayment) => payer !== null && isSepa(currency, payer, payment);
  return [true, false]
    .map((isSepa) => ({ isSepa, payments: payments.filter((payment) => isOfSepa(payment) === isSepa) }))
    .filter((block) => block.payments.length > 0)
    .map((block, index) => ({ blockId: `${messageId}-${index + 1}`, ...block }));
}

function blockText({ currency, executeOn }: PayoutBatch, payer: Payer, block: PaymentBlock) {
  const { blockId, isSepa, payments } = block;
  const agent = payer.bic === null ? { Othr: { Id: 'NOTPROVIDED' } } : { BICFI: payer.bic };
  return {
    PmtInfId: blockId,
    PmtMtd: 'TRF',
    BtchBookg: true,
    NbOfTxs: payments.length,
    CtrlSum: decimalText(sumOf(payments), currency),
    ...(isSepa ? { PmtTpInf: { SvcLvl: { Cd: 'SEPA' } } } : {}),
    ReqdExctnDt: { Dt: executeOn },
    Dbtr: { Nm: nameText(payer.name) },
    DbtrAcct: { Id: accountOf({ iban: payer.iban, number: payer.account }), Ccy: currency },
    DbtrAgt: { FinInstnId: agent },
    ChrgBr: isSepa ? 'SLEV' : 'SHAR',
    CdtTrfTxInf: payments.map((payment) => transferOf(payment, currency)),
  };
}

/** The batch as a payment file. The same batch makes the same text. */
export function writePain001(batch: PayoutBatch & { payer: Payer }): string {
  const { payer, currency, payments } = batch;
  const document = {
    Document: {
      '@xmlns': PAIN_001,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: batch.messageId,
          CreDtTm: `${batch.madeAt.toISOString().slice(0, 19)}Z`,
          NbOfTxs: payments.length,
          CtrlSum: decimalText(sumOf(payments), currency),
          InitgPty: { Nm: nameText(payer.name) },
        },
        PmtInf: blocksOf(batch).map((block) => blockText(batch, payer, block)),
      },
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}`;
}
