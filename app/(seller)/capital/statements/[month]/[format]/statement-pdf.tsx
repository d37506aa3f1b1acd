import { renderToBuffer } from '@react-pdf/renderer';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import type { Amounts } from '@/engine/accounts';
import type { StatementLine, TakenStatement } from '@/services/statements/take-statement';
import { Paper, type PaperColumn, PaperHeading, type PaperRow, PaperTable, PaperText } from '../../pdf/paper';
import { amountText, monthWords, OWN_ACCOUNTS, type Words } from '../../words';

/** A paper lists no more entries than somebody reads; all of them are in the other files. */
export const LINES_ON_PAPER = 400;

async function firstLines({ chunks }: TakenStatement): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  for await (const chunk of chunks) {
    lines.push(...chunk);
    if (lines.length >= LINES_ON_PAPER) break;
  }
  return lines.slice(0, LINES_ON_PAPER);
}

/** The statement on paper: its sums, and its entries as far as a paper can hold them. */
export async function pdfOf(taken: TakenStatement, words: Words): Promise<Buffer> {
  const { t, names, accounts, locale } = words;
  const { statement } = taken;
  const { currency, from, to } = statement;
  const lines = await firstLines(taken);
  const amounts = (of: Amounts) => OWN_ACCOUNTS.map((account) => amountText(of[account], currency, locale));
  const accountColumns = OWN_ACCOUNTS.map(
    (account): PaperColumn => ({ head: accounts(`${account}.name`), width: 2.2, isAmount: true }),
  );
  const sums: PaperRow[] = [
    { key: 'opening', cells: [t('rows.opening'), '', ...amounts(statement.opening)], isBold: true },
    ...statement.kinds.map(({ kind, entries, amounts: of }) => ({
      key: kind,
      cells: [names(`entry_kinds.${kind}`), String(entries), ...amounts(of)],
    })),
    {
      key: 'closing',
      cells: [t('rows.closing'), String(statement.entries), ...amounts(statement.closing)],
      isBold: true,
    },
    { key: 'unexplained', cells: [t('rows.unexplained'), '', ...amounts(statement.unexplained)] },
  ];
  const entries = lines.map(
    (line): PaperRow => ({
      key: line.entrySeq.toString(),
      cells: [
        line.bookedOn,
        line.effectiveOn,
        names(`entry_kinds.${line.kind}`),
        line.orderId ?? '',
        ...amounts(line.amounts),
        line.rule,
        line.entrySeq.toString(),
      ],
    }),
  );
  const month = monthWords(statement.month, locale);
  const days = { from: dateWords(from, locale), to: dateWords(to, locale) };
  const unexplained = moneyText(statement.unexplainedMinor, currency, locale);
  return renderToBuffer(
    <Paper
      title={t('paper.title', { month })}
      subtitle={t('paper.whose', { store: statement.storeName, id: statement.merchantId, currency, ...days })}
      locale={locale}
      date={to}
      foot={t('paper.foot', { store: statement.storeName, month })}
      pageOf={(page, pages) => t('paper.page', { page, pages })}
      landscape
    >
      <PaperText>{t(statement.isOpen ? 'paper.open' : 'paper.closed', { unexplained })}</PaperText>
      <PaperHeading>{t('paper.summary')}</PaperHeading>
      <PaperTable
        columns={[
          { head: t('columns.kind'), width: 3 },
          { head: t('columns.entries'), width: 1, isAmount: true },
          ...accountColumns,
        ]}
        rows={sums}
      />
      <PaperHeading>{t('paper.entries')}</PaperHeading>
      <PaperText>
        {statement.entries > lines.length
          ? t('paper.first', { shown: lines.length, count: statement.entries })
          : t('paper.all', { count: statement.entries })}
      </PaperText>
      {lines.length > 0 && (
        <PaperTable
          columns={[
            { head: t('columns.booked_on'), width: 1.5 },
            { head: t('columns.effective_on'), width: 1.5 },
            { head: t('columns.kind'), width: 2.6 },
            { head: t('columns.order'), width: 2.4 },
            ...accountColumns.map((column) => ({ ...column, width: 1.9 })),
            { head: t('columns.rule'), width: 0.8, isAmount: true },
            { head: t('columns.entry'), width: 1.1, isAmount: true },
          ]}
          rows={entries}
        />
      )}
    </Paper>,
  );
}
