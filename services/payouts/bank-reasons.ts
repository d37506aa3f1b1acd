/** Why banks reject payments, by ISO 20022's codes; in words that a seller can do something with. */
const REASONS: Record<string, string> = {
  AC01: 'the account number is wrong',
  AC03: 'the receiving account number is not valid',
  AC04: 'the account is closed',
  AC06: 'the account is blocked',
  AC13: 'the account is of a kind that cannot receive this payment',
  AC14: 'the account is of a kind that cannot receive this payment',
  AG01: 'payments to this account are not allowed',
  AG02: 'the bank does not carry out this kind of payment',
  AM02: 'the amount is not allowed',
  AM03: 'the currency is not allowed for this account',
  AM04: 'the paying account had too little money',
  AM05: 'the bank takes it for a payment that was made before',
  AM09: 'the amount is not the one that was agreed',
  AM10: 'the control sum of the file is wrong',
  BE01: 'the name and the account number do not belong together',
  BE04: 'the address of the account holder is missing',
  BE05: 'the bank does not know who sent the order',
  BE06: 'the bank does not know the account holder',
  BE07: 'the address of the payer is missing',
  CNOR: 'the receiving bank is not registered for this payment',
  CURR: 'the currency of the payment is wrong',
  CUST: 'the payer asked for it to be cancelled',
  DNOR: 'the paying bank is not registered for this payment',
  DT01: 'the date is not valid',
  DUPL: 'the bank takes it for a payment that was made before',
  ED05: 'the payment could not be settled',
  FF01: 'the format of the file is not valid',
  MD07: 'the account holder has died',
  MS02: 'the account holder refused it and gave no reason',
  MS03: 'the bank gave no reason',
  NOOR: 'the bank did not find the original payment',
  RC01: 'the bank’s code (BIC) is wrong',
  RC07: 'the receiving bank’s code (BIC) is wrong',
  RC10: 'the receiving bank’s clearing number is wrong',
  RR01: 'the bank misses the payer’s account or id, which the law asks for',
  RR02: 'the bank misses the payer’s name or address, which the law asks for',
  RR03: 'the bank misses the receiver’s name or address, which the law asks for',
  RR04: 'the bank may not carry it out, for a reason of the law',
  TM01: 'it came after the bank’s closing time',
};

/** Letters, marks and spaces of one line; whatever else a bank wrote is left out. */
const plain = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * A bank's reason as it is kept and told: its code, what that means, and what the bank added.
 *
 * @param code null where the bank named none
 * @returns 10 to 500 characters
 */
export function bankReason(code: string | null, added: string): string {
  const known = code === null ? undefined : REASONS[code];
  const words =
    known ?? (code === null ? 'the bank gave no reason' : 'the bank rejected it by a reason code of its own');
  const more = plain(added);
  const text = `${code === null ? '' : `${plain(code).slice(0, 35)}: `}${words}${more === '' ? '' : ` (${more})`}`;
  return text.length <= 500 ? text : `${text.slice(0, 499)}…`;
}
