import { renderToBuffer } from '@react-pdf/renderer';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import type { Certificate, CertifiedCurrency } from '@/services/statements/get-certificate';
import { Paper, PaperHeading, type PaperRow, PaperTable, PaperText } from '../../statements/pdf/paper';
import type { Words } from '../../statements/words';
import { sumReleased } from '../sum-released';

/** A store that has closed has half a year of dates at most; so many more are no paper. */
export const DATES_ON_PAPER = 400;

function CurrencyParts({ certified, words }: { certified: CertifiedCurrency; words: Words }) {
  const { t, names, locale } = words;
  const { currency, released, deposit, balances } = certified;
  const say = (minor: bigint) => moneyText(minor, currency, locale);
  const all = sumReleased(released);
  const releaseRow = (key: string, name: string, of: typeof all, isBold = false): PaperRow => ({
    ...{ key, isBold },
    cells: [
      ...[name, String(of.orders), say(of.grossMinor), say(of.feeMinor)],
      ...[say(of.frozenMinor), say(of.paidMinor)],
    ],
  });
  const terms = (rows: [name: string, minor: bigint, isBold?: boolean][]): PaperRow[] =>
    rows.map(([name, minor, isBold]) => ({ key: name, cells: [name, say(minor)], isBold }));
  const dates = deposit.dates.slice(0, DATES_ON_PAPER);
  const amount = (head: string, width = 2) => ({ head, width, isAmount: true });
  return (
    <>
      <PaperHeading>{t('certificate.released.title', { currency })}</PaperHeading>
      <PaperTable
        columns={[
          { head: t('certificate.released.rule'), width: 2.4 },
          amount(t('certificate.released.orders'), 1),
          amount(t('certificate.released.gross')),
          amount(t('certificate.released.fee')),
          amount(t('certificate.released.frozen')),
          amount(t('certificate.released.paid')),
        ]}
        rows={[
          ...released.map((each) => releaseRow(each.kind, names(`entry_kinds.${each.kind}`), each)),
          releaseRow('all', t('certificate.released.sum'), all, true),
        ]}
      />
      <PaperHeading>{t('certificate.deposit.title', { currency })}</PaperHeading>
      <PaperTable
        columns={[{ head: t('certificate.dates.part'), width: 4 }, amount(t('certificate.dates.amount'))]}
        rows={terms([
          [t('certificate.deposit.frozen'), deposit.frozenMinor],
          [t('certificate.deposit.deducted'), -deposit.deductedMinor],
          [t('certificate.deposit.given_back'), -deposit.givenBackMinor],
          [t('certificate.deposit.left'), deposit.leftMinor, true],
          [t('certificate.deposit.unexplained'), deposit.unexplainedMinor],
        ])}
      />
      <PaperHeading>{t('certificate.money.title', { currency })}</PaperHeading>
      <PaperTable
        columns={[{ head: t('certificate.dates.part'), width: 4 }, amount(t('certificate.dates.amount'))]}
        rows={terms([
          [t('certificate.money.waits'), balances.order_funds],
          [t('certificate.money.ready'), balances.payment_account],
          [t('certificate.money.marketplace'), balances.marketplace_account],
          [t('certificate.money.owes'), -balances.receivable],
        ])}
      />
      <PaperHeading>{t('certificate.dates.title', { currency })}</PaperHeading>
      <PaperText>
        {[
          t('certificate.dates.holds', { count: deposit.holds }),
          ...(deposit.holds > 0 ? [t('certificate.dates.dispute')] : []),
          ...(dates.length < deposit.dates.length
            ? [t('certificate.dates.first', { shown: dates.length, count: deposit.dates.length })]
            : []),
        ].join(' ')}
      </PaperText>
      {dates.length > 0 && (
        <PaperTable
          columns={[
            { head: t('certificate.dates.on'), width: 3 },
            amount(t('certificate.dates.orders'), 1),
            amount(t('certificate.dates.amount')),
          ]}
          rows={dates.map(({ releaseOn, holds, amountMinor }) => ({
            key: releaseOn,
            cells: [dateWords(releaseOn, locale), String(holds), say(amountMinor)],
          }))}
        />
      )}
    </>
  );
}

/** The certificate on paper: the same bytes again for the same number and language. */
export async function certificatePdf(certificate: Certificate, words: Words): Promise<Buffer> {
  const { t, locale } = words;
  const { number, storeName, merchantId, asOf, openedOn, entryCount, currencies } = certificate;
  const { enrolment, tier, endedOn } = certificate.standing;
  const line = t(`certificate.standings.${enrolment}`, {
    tier: tier ?? '',
    date: endedOn === null ? '' : dateWords(endedOn, locale),
  });
  return renderToBuffer(
    <Paper
      title={t('certificate.title')}
      subtitle={t('certificate.whose', { store: storeName, id: merchantId, date: dateWords(asOf, locale) })}
      locale={locale}
      date={asOf}
      foot={t('certificate.foot', { number })}
      pageOf={(page, pages) => t('paper.page', { page, pages })}
    >
      <PaperHeading>{`${t('certificate.number')} ${number}`}</PaperHeading>
      <PaperText>{t('certificate.number_what')}</PaperText>
      <PaperText>{t('certificate.opened_on', { date: dateWords(openedOn, locale) })}</PaperText>
      <PaperText>{t('certificate.entries_of', { count: Number(entryCount) })}</PaperText>
      <PaperText>{line}</PaperText>
      {currencies.length === 0 && <PaperText>{t('certificate.empty')}</PaperText>}
      {currencies.map((each) => (
        <CurrencyParts key={each.currency} certified={each} words={words} />
      ))}
    </Paper>,
  );
}
