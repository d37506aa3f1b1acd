import { z } from 'zod';

/** What the forms of coming in may hold. Longer than this nobody's is, so nothing longer is looked at. */

/** One line of text, of so many characters at most. */
export const lineField = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);

export const emailField = lineField(254);

/** At most 128 characters, which may be twice as many code units. */
export const passwordField = z
  .string()
  .min(1)
  .max(256)
  .refine((text) => [...text].length <= 128);

/** Longer than may be taken, so that it can be said. */
export const newPasswordField = z.string().min(1).max(1000);

/** Of the moment, or kept for a lost phone; spaces may stand in it. */
export const codeField = lineField(20);

/** The fields of a form that are text. Whoever posts something else has sent none. */
export function textsOf(form: unknown): Record<string, string> {
  if (!(form instanceof FormData)) return {};
  return Object.fromEntries(
    [...form].filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}
