import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const FILE = join(/* turbopackIgnore: true */ process.cwd(), 'services/payouts/pain.001.001.09.xsd');

let schema: Promise<string> | undefined;

/** A payment file that the schema does not allow: it must not go to any bank. */
export class InvalidPaymentFile extends Error {
  override name = 'InvalidPaymentFile';
  constructor(
    /** What is wrong with it and in which line, the first few. */
    readonly problems: string[],
  ) {
    super(`the payment file does not follow its schema: ${problems.join('; ')}`);
  }
}

const MEBIBYTE_PAGES = 16;
const MOST_PROBLEMS = 5;

/** Holds a payment file against the schema of `pain.001.001.09`. Throws `InvalidPaymentFile`. */
export async function validatePain001(xml: string): Promise<void> {
  schema ??= readFile(FILE, 'utf8');
  const { valid, errors } = await validateXML({
    xml: { fileName: 'payment-file.xml', contents: xml },
    schema: { fileName: 'pain.001.001.09.xsd', contents: await schema },
    initialMemoryPages: 32 * MEBIBYTE_PAGES,
    maxMemoryPages: 256 * MEBIBYTE_PAGES,
  });
  if (valid) return;
  throw new InvalidPaymentFile(
    errors.slice(0, MOST_PROBLEMS).map(({ message, loc }) => {
      const where = loc === null ? '' : `line ${loc.lineNumber}: `;
      return `${where}${message.replaceAll(/\{[^}]*\}/g, '').trim()}`;
    }),
  );
}
