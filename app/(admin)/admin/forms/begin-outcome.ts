import { randomUUID } from 'node:crypto';
import { textsOf } from '@/app/sign-in/fields';
import type { FormOutcome } from './outcome';

/**
 * What comes of a form, before it is known: with what was written in it.
 *
 * @param boxes the name that its boxes share
 */
export function beginOutcome(form: FormData, boxes: string): FormOutcome {
  const { form: formId = '', submission: _submission, ...values } = textsOf(form);
  return {
    id: randomUUID(),
    form: formId,
    status: 'done',
    text: '',
    field: null,
    values,
    chosen: form.getAll(boxes).filter((box) => typeof box === 'string'),
    secret: null,
  };
}
