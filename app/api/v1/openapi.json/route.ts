import { makeDocument } from '@/engine/api/document';
import { NO_QUERY } from '@/engine/api/queries';
import { answerJson } from '../answer';
import { askedBy } from '../asked';
import { onlyBy } from '../problem';

/** The description of these calls, for programs and for whoever writes them. It needs no key. */
export async function GET(request: Request): Promise<Response> {
  const { refusal } = askedBy(request, NO_QUERY);
  return refusal ?? answerJson(request, makeDocument());
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
