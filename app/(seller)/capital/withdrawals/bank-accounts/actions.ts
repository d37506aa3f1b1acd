'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireSeller } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { instantWords } from '@/components/instant-words';
import { portalDatabase } from '@/services/portal';
import { type AddBankAccountRefusal, addBankAccount } from '@/services/withdrawals/add-bank-account';
import { listBankAccounts } from '@/services/withdrawals/list-bank-accounts';
import { removeBankAccount } from '@/services/withdrawals/remove-bank-account';
import { type BankAccountField, type BankAccountOutcome, FIELDS } from './outcome';

/** Longer than anything that is taken, so that the verb can say what is wrong; the database knows no NUL. */
const text = z
  .string()
  .max(500)
  .refine((value) => !value.includes('\0'));
const written = text.default('');

const FIELD_OF: Partial<Record<AddBankAccountRefusal, BankAccountField>> = {
  bad_currency: 'currency',
  bad_country: 'country',
  bad_holder: 'holder',
  bad_bank: 'bank',
  number_needed: 'iban',
  two_numbers: 'iban',
  bad_iban: 'iban',
  other_country: 'country',
  bad_account_number: 'account_number',
  bic_needed: 'bic',
  bad_bic: 'bic',
  unknown_account: 'replaces',
  other_currency: 'currency',
  change_under_way: 'replaces',
  on_file_already: 'iban',
};

function outcomeOf(over: Partial<BankAccountOutcome>): BankAccountOutcome {
  return { id: randomUUID(), status: 'refused', text: '', field: null, proof: null, values: {}, ...over };
}

async function refusedWith(
  code: AddBankAccountRefusal | 'removed_already' | 'bad_form',
  values: BankAccountOutcome['values'] = {},
): Promise<BankAccountOutcome> {
  const t = await getTranslations('withdrawals.accounts.refused');
  const field = code in FIELD_OF ? (FIELD_OF[code as AddBankAccountRefusal] ?? null) : null;
  return outcomeOf({ text: t(code), field, values });
}

const ADD = z.object({
  submission: text,
  replaces: written,
  currency: written,
  holder: written,
  bank: written,
  country: written,
  iban: written,
  account_number: written,
  bic: written,
  password: written,
  code: written,
});

/** Puts a bank account on file, or in the place of another. */
export async function addBankAccountAction(
  _before: BankAccountOutcome | null,
  form: FormData,
): Promise<BankAccountOutcome> {
  const actor = await requireSeller('bank_accounts.change');
  const read = ADD.safeParse(textsOf(form));
  if (!read.success) return refusedWith('bad_form');
  const { submission: submissionId, replaces, password, code, ...fields } = read.data;
  const { currency, country, iban, bic } = fields;
  const values = Object.fromEntries(FIELDS.map((name) => [name, read.data[name]]));
  const answer = await addBankAccount(
    portalDatabase(),
    actor,
    {
      ...{ submissionId, password, code, currency, country, iban, bic },
      ...{ holderName: fields.holder, bankName: fields.bank, accountNumber: fields.account_number },
      replaces: replaces === '' ? null : replaces,
    },
    new Headers(await headers()),
  );
  if (answer.status === 'not_proven') return outcomeOf({ status: 'not_proven', proof: answer.proof, values });
  if (answer.status === 'refused') return refusedWith(answer.code, values);
  revalidatePath('/capital', 'layout');
  const t = await getTranslations('withdrawals.accounts.done');
  if (answer.status === 'repeated') return outcomeOf({ status: 'repeated', text: t('repeated') });
  const { timezone } = await listBankAccounts(portalDatabase(), actor);
  const at = instantWords(answer.usableAt, await getLocale(), timezone);
  return outcomeOf({ status: 'done', text: t('added', at) });
}

const REMOVE = z.object({ submission: text, account: text });

/** Takes a bank account off the file. */
export async function removeBankAccountAction(
  _before: BankAccountOutcome | null,
  form: FormData,
): Promise<BankAccountOutcome> {
  const actor = await requireSeller('bank_accounts.change');
  const read = REMOVE.safeParse(textsOf(form));
  if (!read.success) return refusedWith('bad_form');
  const ask = { submissionId: read.data.submission, bankAccountId: read.data.account };
  const answer = await removeBankAccount(portalDatabase(), actor, ask);
  if (answer.status === 'refused') return refusedWith(answer.code);
  revalidatePath('/capital', 'layout');
  const t = await getTranslations('withdrawals.accounts.done');
  if (answer.status === 'repeated') return outcomeOf({ status: 'repeated', text: t('repeated') });
  return outcomeOf({ status: 'done', text: t('removed') });
}
