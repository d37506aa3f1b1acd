import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { MOST_ANSWER_BYTES } from '@/engine/payouts';
import { pack, unpack } from './packed-file';

it('is the same bytes again, line ends and all', () => {
  const bytes = new TextEncoder().encode('<a>\r\n\té银\n</a>\r');
  expect(unpack(pack(bytes))).toEqual(bytes);
});

it('is nothing where somebody else packed it, or made it unfold without end', () => {
  expect(unpack('nonsense')).toBeNull();
  expect(unpack('')).toBeNull();
  expect(unpack(gzipSync(Buffer.alloc(MOST_ANSWER_BYTES + 1)).toString('base64'))).toBeNull();
});
