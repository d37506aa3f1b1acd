import { expect, it } from 'vitest';
import { isLatinName, latinText, nameText } from './bank-text';

it.each([
  ['Lumen & Loom GmbH', 'Lumen + Loom GmbH', true],
  ['Société Générale d’Été', "Societe Generale d'Ete", true],
  ['Straße Łódź Søn Æ', 'Strasse Lodz Son AE', true],
  ['银鲤 Silver Carp', '银鲤 Silver Carp', false],
  ['デモ銀行', 'デモ銀行', false],
  ['Ünïcode™ <b>\u0000\n', 'UnicodeTM b', true],
  ['😀', 'NOTPROVIDED', true],
  ['ＡＢＣ', 'ABC', true],
])('%j is carried as %j', (name, carried, isLatin) => {
  expect(nameText(name)).toBe(carried);
  expect(isLatinName(name)).toBe(isLatin);
});

it('what a payment is for is in the Latin set alone, and no longer than it may be', () => {
  expect(latinText('Payout 银鲤 42 — é', 140)).toBe('Payout 42 - e');
  expect(latinText('x'.repeat(200), 140)).toHaveLength(140);
  expect([...nameText('鲤'.repeat(200))]).toHaveLength(140);
});
