import { expect, test } from '@playwright/test';
import { bankAnswer } from '../tests/bank-answers';
import { PayoutsPage } from './pages/payouts';

/** Another currency on each, so that each makes a batch of its own. */
const CURRENCIES: Record<string, string> = { desktop: 'EUR', phone: 'GBP' };

test('a batch is made, its files are taken, and the bank’s answer is read', async ({ page }) => {
  test.slow();
  const currency = CURRENCIES[test.info().project.name] ?? 'EUR';
  const payouts = new PayoutsPage(page);
  await payouts.be('reviewer');
  await payouts.open();
  await payouts.sound('Payouts');
  await expect(payouts.main).toContainText('Every currency ties: nothing is unexplained.');

  await payouts.main.getByRole('link', { name: `Make a batch in ${currency}`, exact: true }).click();
  await payouts.sound(`Make a batch in ${currency}`);
  await payouts.main.getByRole('radio', { name: 'Only those ticked below' }).check();
  await payouts.main.getByRole('button', { name: 'Continue' }).click();
  await expect(payouts.problem).toContainText('Tick at least one withdrawal.');
  await payouts.main.getByRole('radio', { name: /^All that are to be sent: 2 withdrawals/ }).check();
  await payouts.main.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Check before you make it' })).toBeFocused();
  await expect(payouts.main).toContainText('a batch cannot be taken apart');
  await payouts.main.getByRole('button', { name: /^Make the batch of / }).click();

  await expect(payouts.answer).toContainText('The batch is made.');
  const [name = ''] = /PO-\d{8}-[0-9A-F]{16}/.exec(await page.title()) ?? [];
  await payouts.sound(`Batch ${name}`);
  await expect(payouts.payments).toHaveCount(2);
  const xml = await payouts.take('Payment file (pain.001)');
  expect(xml.name).toBe(`${name}.xml`);
  expect(xml.text).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
  expect((await payouts.take('Payment file (pain.001)')).text).toBe(xml.text);
  const csv = await payouts.take('Table (CSV)');
  const ids = [...xml.text.matchAll(/<EndToEndId>(.+)<\/EndToEndId>/g)].map(([, id = '']) => id);
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(csv.text).toContain(id);

  await payouts.main.getByRole('link', { name: 'Read the bank’s answer' }).click();
  await payouts.sound('Read a bank’s answer');
  await payouts.readAnswer('<answer>');
  await expect(payouts.problem).toContainText('this is no complete XML');
  const answer = bankAnswer({
    ...{ messageId: name, group: 'PART', count: 2 },
    blocks: [
      {
        blockId: `${name}-1`,
        payments: [
          { id: ids[0] ?? '', status: 'ACSC' },
          { id: ids[1] ?? '', status: 'RJCT', reason: 'AC04' },
        ],
      },
    ],
  });
  await payouts.readAnswer(answer);
  await expect(page.getByRole('heading', { name: 'What it would do' })).toBeFocused();
  await expect(payouts.main).toContainText(/Marked as sent: 1 withdrawal, /);
  await expect(payouts.main).toContainText('AC04: the account is closed');
  expect(await payouts.barriers()).toEqual([]);
  expect(await payouts.overflow()).toBe(0);
  await payouts.main.getByRole('button', { name: 'Do it', exact: true }).click();
  await expect(payouts.answer).toContainText('Done: 1 marked as sent, 1 as returned, 0 left as they were.');
  await payouts.readAnswer(answer);
  await expect(payouts.problem).toContainText('This very file was read on');

  await payouts.problem.getByRole('link', { name: 'See the batch' }).click();
  await expect(payouts.payments.filter({ hasText: 'Returned' })).toHaveCount(1);
  await expect(payouts.main).toContainText('Nothing waits');
  await payouts.open(`?currency=${currency}&place=returned`);
  await expect(payouts.main).toContainText('Every currency ties: nothing is unexplained.');
});

test('an auditor sees payouts and takes no file, in Chinese', async ({ page }) => {
  const payouts = new PayoutsPage(page);
  await payouts.be('auditor');
  await payouts.open('?place=returned');
  await payouts.chooseLanguage('中文');
  await payouts.sound('付款');
  await expect(payouts.main.getByRole('link', { name: /^生成/ })).toHaveCount(0);
  await payouts.main.getByRole('table', { name: '最近的批次' }).getByRole('link').last().click();
  await expect(payouts.main).toContainText('由审核员和审批员下载');
  await expect(page.getByRole('link', { name: '付款文件（pain.001）' })).toHaveCount(0);
});
