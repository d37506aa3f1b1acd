import { gunzipSync, gzipSync } from 'node:zlib';
import { MOST_ANSWER_BYTES } from '@/engine/payouts';

/** A file that goes to the page and comes back with the form that confirms it: packed, byte for byte. */
export function pack(bytes: Uint8Array): string {
  return gzipSync(bytes).toString('base64');
}

/** The file again; null where it is none of ours, or unfolds to more than is taken. */
export function unpack(packed: string): Uint8Array | null {
  try {
    return new Uint8Array(gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_ANSWER_BYTES }));
  } catch {
    return null;
  }
}
