import { DEDUCTION_SOURCES, type Policy, REFUND_REASONS } from './policy';
import {
  POLICY_FIELD_NAMES,
  POLICY_FIELDS,
  type PolicyFieldName,
  policyValue,
  TIER_FIELD_NAMES,
  TIER_FIELDS,
} from './policy-fields';

/**
 * A policy as the texts of a form, and back. A text's name is the place of its value (`tiers.0.deposit_bps`), so that
 * what `readPolicy` says of a place belongs to a field. Shares are written as percentages, exactly; a cap that is left
 * empty is none. What is no number goes to `readPolicy` as it was written, which refuses it.
 */
export type FormTexts = Record<string, string>;

const MOST_TIERS = 50;
const CHECKED = 'on';

/** Basis points as a percentage, without its sign: 250 is `2.5`. */
export function percentOfBps(bps: number): string {
  const [whole, rest] = [Math.trunc(bps / 100), bps % 100];
  if (rest === 0) return String(whole);
  return `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
}

/** A percentage of at most two decimals, with a point or a comma, as basis points; null where it is none. */
export function bpsOfPercent(text: string): number | null {
  const read = /^(\d{1,4})(?:[.,](\d{1,2}))?\s*[%％]?$/.exec(text.trim());
  if (read === null) return null;
  return Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0'));
}

function numberOf(text: string): number | string {
  const trimmed = text.trim();
  return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

function valueIn(text: string, unit: string): unknown {
  if (unit === 'timezone') return text.trim();
  if (unit === 'share') return bpsOfPercent(text) ?? text.trim();
  if (unit === 'cap' && text.trim() === '') return null;
  return numberOf(text);
}

function textOf(value: unknown, unit: string): string {
  if (value === null) return '';
  return unit === 'share' ? percentOfBps(Number(value)) : String(value);
}

/** The policy as the form's texts. */
export function formOfPolicy(policy: Policy): FormTexts {
  const texts: FormTexts = {};
  for (const name of POLICY_FIELD_NAMES) {
    const { unit } = POLICY_FIELDS[name];
    if (unit === 'sources') {
      for (const [place, source] of policy.deduction_order.entries()) texts[`${name}.${place}`] = source;
    } else if (unit === 'reasons') {
      for (const reason of policy.merchant_borne_reasons) texts[`${name}.${reason}`] = CHECKED;
    } else {
      texts[name] = textOf(policyValue(policy, name), unit);
    }
  }
  for (const [place, tier] of policy.tiers.entries()) {
    texts[`tiers.${place}.name`] = tier.name;
    for (const field of TIER_FIELD_NAMES)
      texts[`tiers.${place}.${field}`] = textOf(tier[field], TIER_FIELDS[field].unit);
  }
  return texts;
}

/** How many rows of tiers the texts have. */
export function countTiers(texts: FormTexts): number {
  let count = 0;
  while (count < MOST_TIERS && texts[`tiers.${count}.name`] !== undefined) count += 1;
  return count;
}

/** The texts with one more row, which is empty; as they were where there are as many as there may be. */
export function withTier(texts: FormTexts): FormTexts {
  const place = countTiers(texts);
  if (place >= MOST_TIERS) return texts;
  const row = Object.fromEntries(
    ['name', ...TIER_FIELD_NAMES].map((field) => [`tiers.${place}.${field}`, '']),
  );
  return { ...texts, ...row };
}

/** The texts without a row; those after it move up. */
export function withoutTier(texts: FormTexts, place: number): FormTexts {
  const rest: FormTexts = {};
  for (const [name, text] of Object.entries(texts)) {
    const row = /^tiers\.(\d+)\.(\w+)$/.exec(name);
    const at = Number(row?.[1]);
    if (row === null || at < place) rest[name] = text;
    else if (at > place) rest[`tiers.${at - 1}.${row[2]}`] = text;
  }
  return rest;
}

function assign(values: Record<string, unknown>, name: string, value: unknown): void {
  const keys = name.split('.');
  const last = keys.pop() as string;
  let inner = values;
  for (const key of keys) {
    inner[key] ??= {};
    inner = inner[key] as Record<string, unknown>;
  }
  inner[last] = value;
}

function fieldValue(texts: FormTexts, name: PolicyFieldName): unknown {
  const { unit } = POLICY_FIELDS[name];
  if (unit === 'sources') return DEDUCTION_SOURCES.map((_source, place) => texts[`${name}.${place}`] ?? '');
  if (unit === 'reasons') return REFUND_REASONS.filter((reason) => texts[`${name}.${reason}`] !== undefined);
  return valueIn(texts[name] ?? '', unit);
}

/** What the texts say, every value of a policy, to be judged by `readPolicy`. */
export function policyOfForm(texts: FormTexts): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of POLICY_FIELD_NAMES) assign(values, name, fieldValue(texts, name));
  values.tiers = Array.from({ length: countTiers(texts) }, (_row, place) => ({
    name: (texts[`tiers.${place}.name`] ?? '').trim(),
    ...Object.fromEntries(
      TIER_FIELD_NAMES.map((field) => [
        field,
        valueIn(texts[`tiers.${place}.${field}`] ?? '', TIER_FIELDS[field].unit),
      ]),
    ),
  }));
  return values;
}
