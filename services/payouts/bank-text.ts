/** What banks' systems can carry of a text. */

/** The Latin set that every bank takes: letters, digits and these marks. */
const TAKEN = /^[A-Za-z0-9/\-?:().,'+ ]$/;

/** Latin letters and signs that are no plain letter with a mark on it. */
const WRITTEN: Record<string, string> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D' },
  ...{ ł: 'l', Ł: 'L', þ: 'th', Þ: 'Th', ı: 'i', ħ: 'h', Ħ: 'H', ŋ: 'n', Ŋ: 'N', ŧ: 't', Ŧ: 'T' },
  ...{ '&': '+', '’': "'", '‘': "'", '`': "'", '´': "'", '–': '-', '—': '-', _: '-', '·': '.' },
  ...{ ';': ',', '[': '(', ']': ')', '{': '(', '}': ')', '\\': '/', '|': '/' },
};

const OF_LATIN = /^\p{Script=Latin}$/u;
const OF_ANOTHER_SCRIPT = /^[\p{L}\p{M}\p{N}]$/u;

function carried(character: string, keepsOtherScripts: boolean): string {
  if (TAKEN.test(character)) return character;
  const written = WRITTEN[character];
  if (written !== undefined) return written;
  if (OF_LATIN.test(character)) {
    const plain = [...character.normalize('NFKD')].filter((part) => TAKEN.test(part)).join('');
    if (plain !== '') return plain;
  }
  return keepsOtherScripts && OF_ANOTHER_SCRIPT.test(character) && !OF_LATIN.test(character)
    ? character
    : ' ';
}

function shortened(text: string, most: number): string {
  return [...text.replaceAll(/\s+/g, ' ').trim()].slice(0, most).join('').trim();
}

const textOf = (text: string, keepsOtherScripts: boolean) =>
  [...text.normalize('NFKC')].map((character) => carried(character, keepsOtherScripts)).join('');

/** A text in the banks' Latin set, such as what a payment is for. */
export function latinText(text: string, most: number): string {
  return shortened(textOf(text, false), most);
}

/**
 * A name as payment files carry it: Latin letters without their marks, in the banks' set; letters of other scripts stay,
 * for the format allows them, and a bank in whose country they are written pays by them.
 */
export function nameText(name: string, most = 140): string {
  return shortened(textOf(name, true), most) || 'NOTPROVIDED';
}

/** Whether a name is in the banks' Latin set as it is carried: every bank takes it. */
export function isLatinName(name: string): boolean {
  return [...nameText(name)].every((character) => TAKEN.test(character));
}
