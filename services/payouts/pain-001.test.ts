import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { DEMO_BANK_ACCOUNTS } from '@/demo/bank-accounts';
import { decimalText } from '@/engine/money';
import { writePain001 } from './pain-001';
import { demoPayers } from './payers';
import type { PayoutBatch, PayoutPayment } from './payout-file';
import { endToEndIdOf, messageIdOf } from './payout-ids';
import type { Payer } from './read-payers';
import { InvalidPaymentFile, validatePain001 } from './validate-pain-001';

type Paid = PayoutBatch & { payer: Payer };

const BATCH_ID = '8f14e45f-ceea-467f-a0f5-1c2d3e4f5a6b';

const payment = (over: Partial<PayoutPayment> = {}): PayoutPayment => {
  const withdrawalId = over.withdrawalId ?? '0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10';
  return {
    ...{ withdrawalId, endToEndId: endToEndIdOf(withdrawalId), merchantId: 'lumen-loom', amountMinor: 1250n },
    ...{ holderName: 'Lumen & Loom GmbH', bankName: 'First Bank', country: 'DE' },
    ...{ iban: 'DE89370400440532013000', accountNumber: null, bic: null },
    ...over,
  };
};

function batch(currency: string, payments: PayoutPayment[], over: Partial<Paid> = {}): Paid {
  const payer = demoPayers().find((each) => each.currency === currency);
  if (payer === undefined) throw new Error(`the demo pays nothing in ${currency}`);
  return {
    ...{ batchId: BATCH_ID, messageId: messageIdOf(BATCH_ID, '2026-03-10'), currency, payer },
    ...{ executeOn: '2026-03-11', madeAt: new Date('2026-03-10T04:00:00.123Z') },
    totalMinor: payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    payments,
    ...over,
  };
}

const parser = new XMLParser({
  ...{ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false },
  isArray: (name) => name === 'PmtInf' || name === 'CdtTrfTxInf',
});
const read = (xml: string) => parser.parse(xml).Document.CstmrCdtTrfInitn;

describe('a payment file', () => {
  it.each(Object.entries(DEMO_BANK_ACCOUNTS))(
    'follows its schema in %s, to an account number and to an IBAN',
    async (currency, account) => {
      const payments = [
        payment({ ...account, iban: null }),
        payment({
          withdrawalId: '1b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10',
          amountMinor: 1n,
          bic: 'COBADEFF',
        }),
      ];
      const xml = writePain001(batch(currency, payments));
      await validatePain001(xml);
      const { GrpHdr, PmtInf } = read(xml);
      expect(GrpHdr).toMatchObject({ NbOfTxs: '2', CtrlSum: decimalText(1251n, currency) });
      const amounts = PmtInf.flatMap((block: { CdtTrfTxInf: { Amt: { InstdAmt: unknown } }[] }) =>
        block.CdtTrfTxInf.map(({ Amt }) => Amt.InstdAmt),
      );
      expect(amounts).toContainEqual({ '#text': decimalText(1250n, currency), '@Ccy': currency });
    },
  );

  it('says what it says, the same each time', async () => {
    const one = batch('EUR', [payment(), payment({ withdrawalId: 'x', iban: null, accountNumber: '0017' })]);
    const xml = writePain001(one);
    expect(writePain001(structuredClone(one))).toBe(xml);
    await expect(validatePain001(xml)).resolves.toBeUndefined();
    const { GrpHdr, PmtInf } = read(xml);
    expect(GrpHdr).toEqual({
      ...{ MsgId: 'PO-20260310-8F14E45FCEEA467F', CreDtTm: '2026-03-10T04:00:00Z' },
      ...{ NbOfTxs: '2', CtrlSum: '25.00', InitgPty: { Nm: 'Sluice Demo Marketplace Ltd' } },
    });
    // What goes by the rules of the euro area apart from what does not.
    expect(PmtInf).toHaveLength(2);
    expect(PmtInf[0]).toMatchObject({
      ...{ PmtInfId: 'PO-20260310-8F14E45FCEEA467F-1', NbOfTxs: '1', CtrlSum: '12.50', ChrgBr: 'SLEV' },
      ...{ PmtTpInf: { SvcLvl: { Cd: 'SEPA' } }, ReqdExctnDt: { Dt: '2026-03-11' } },
      DbtrAcct: { Id: { IBAN: 'DE75512108001245126199' }, Ccy: 'EUR' },
      DbtrAgt: { FinInstnId: { BICFI: 'DEMODEFF' } },
      CdtTrfTxInf: [
        {
          PmtId: {
            InstrId: '0b0b1f0e5b5c4f0e8f5e6d6f1c3a2b10',
            EndToEndId: '0b0b1f0e5b5c4f0e8f5e6d6f1c3a2b10',
          },
          Cdtr: { Nm: 'Lumen + Loom GmbH' },
          CdtrAcct: { Id: { IBAN: 'DE89370400440532013000' } },
          RmtInf: { Ustrd: 'Payout lumen-loom 0b0b1f0e5b5c4f0e8f5e6d6f1c3a2b10' },
        },
      ],
    });
    expect(PmtInf[0].CdtTrfTxInf[0]).not.toHaveProperty('CdtrAgt');
    expect(PmtInf[1]).toMatchObject({ ChrgBr: 'SHAR', CdtTrfTxInf: [{ CdtrAcct: { Id: { Othr: {} } } }] });
    expect(PmtInf[1]).not.toHaveProperty('PmtTpInf');
  });

  it('is refused where the schema does not allow it, with the line', async () => {
    const xml = writePain001(batch('USD', [payment()])).replace('<PmtMtd>TRF<', '<PmtMtd>CASH<');
    const refused = await validatePain001(xml).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidPaymentFile);
    expect((refused as InvalidPaymentFile).problems[0]).toMatch(/^line \d+: .*PmtMtd/);
  });

  it('follows its schema whatever names, amounts and accounts there are', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        '银鲤 Silver Carp',
        'デモ銀行',
        '<![CDATA[x]]>',
        '&amp;',
        '=1+1',
        '😀',
        'Żółć & Søn',
        ' ',
      ),
    );
    const number = fc.oneof(
      fc.record({
        iban: fc.constantFrom(
          'DE89370400440532013000',
          'GB29NWBK60161331926819',
          'MT84MALT011000012345MTLCAST001S',
        ),
        accountNumber: fc.constant(null),
        bic: fc.constantFrom(null, 'COBADEFF', 'BOFAUS3NXXX'),
      }),
      fc.record({
        iban: fc.constant(null),
        accountNumber: fc.stringMatching(/^[0-9A-Z-]{4,34}$/),
        bic: fc.constantFrom('COBADEFF', 'BOFAUS3NXXX'),
      }),
    );
    const payments = fc.array(
      fc
        .record({
          withdrawalId: fc.uuid(),
          merchantId: names,
          holderName: names,
          bankName: names,
          country: fc.constantFrom('DE', 'CN', 'JP'),
          amountMinor: fc.bigInt({ min: 1n, max: 9_000_000_000_000_000n }),
          number,
        })
        .map(({ number: account, ...rest }) => payment({ ...rest, ...account })),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(
        payments,
        fc.constantFrom(...Object.keys(DEMO_BANK_ACCOUNTS)),
        async (all, currency) => {
          const one = batch(currency, all);
          const xml = writePain001(one);
          await validatePain001(xml);
          const { GrpHdr } = read(xml);
          expect(GrpHdr.CtrlSum).toBe(decimalText(one.totalMinor, currency));
          expect(GrpHdr.NbOfTxs).toBe(String(all.length));
        },
      ),
      { numRuns: 40 },
    );
  });
});
