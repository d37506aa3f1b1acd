import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import busboy from 'busboy';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { currentVisitor, requireActor } from '@/app/actor';
import type { PersonActor } from '@/engine/actor';
import { takeUpload, type UploadAnswer } from '@/services/imports/take-upload';
import { portalDatabase } from '@/services/portal';
import { importAddress, PATH } from '../address';

/** What the form brings besides its file. */
const LIMITS = { files: 1, fields: 4, fieldSize: 200, parts: 6 };

function seeOther(address: string): Response {
  return new Response(null, { status: 303, headers: { location: address, 'cache-control': 'no-store' } });
}

function addressOf(answer: UploadAnswer): string {
  if (answer.status === 'refused') return `${PATH}?refused=${answer.code}`;
  return importAddress(answer.importId);
}

/** Takes the form's file while it comes in; never the whole of it is held. */
async function take(actor: PersonActor, request: NextRequest): Promise<UploadAnswer> {
  const { body } = request;
  const refused: UploadAnswer = { status: 'refused', code: 'bad_form' };
  // Whoever sends a form says how much it brings: the front door has looked at that.
  if (body === null || request.headers.get('content-length') === null) return refused;
  let form: busboy.Busboy;
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    form = busboy({ headers, limits: LIMITS, defParamCharset: 'utf8' });
  } catch {
    return refused;
  }
  let submissionId = '';
  let answer: Promise<UploadAnswer> = Promise.resolve({ status: 'refused', code: 'no_file' });
  form.on('field', (name, value) => {
    if (name === 'submission') submissionId = value;
  });
  form.on('file', (_name, file, { filename }) => {
    if (!filename) {
      file.resume();
      return;
    }
    const chunks = file.iterator({ destroyOnReturn: false });
    answer = takeUpload(portalDatabase(), actor, { submissionId, fileName: filename, file: chunks });
    // What is refused is read to its end too, so that the answer can be read.
    const goOn = () => void file.resume();
    answer.then(goOn, goOn);
  });
  try {
    await pipeline(Readable.fromWeb(body as WebStream), form);
  } catch (error) {
    // Its file was broken off as well, and whatever was kept of it is gone.
    await answer.catch(() => {});
    if (request.signal.aborted) throw error;
    return refused;
  }
  return answer;
}

/** A person's file of facts comes in; then they are at its page, or at the form again with what was wrong. */
export async function POST(request: NextRequest): Promise<Response> {
  // The form itself must not be sent on to where one signs in.
  if ((await currentVisitor()).status === 'out') return seeOther(`/sign-in?next=${encodeURIComponent(PATH)}`);
  const actor = await requireActor('imports.record');
  return seeOther(addressOf(await take(actor, request)));
}

/** Whoever comes back to the address of the form. */
export async function GET(): Promise<Response> {
  await requireActor('imports.read');
  redirect(PATH);
}
