import { StringDecoder } from 'node:string_decoder';

/** A line of a text; of a longer one than is taken, only its beginning. */
export interface TextLine {
  text: string;
  isCut: boolean;
}

/**
 * The lines of a text in UTF-8, whether `\n`, `\r\n` or `\r` ends them. However long a line is, no more of it is kept
 * than is taken.
 *
 * @param longest characters
 */
export async function* textLines(stream: AsyncIterable<Buffer>, longest: number): AsyncGenerator<TextLine> {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  let isCut = false;
  let isAfterReturn = false;
  const add = (piece: string) => {
    isCut ||= begun.length + piece.length > longest;
    begun += begun.length >= longest ? '' : piece.slice(0, longest - begun.length);
  };
  const take = (): TextLine => {
    const line = { text: begun, isCut };
    begun = '';
    isCut = false;
    return line;
  };
  for await (const chunk of stream) {
    const text = decoder.write(chunk);
    let from: number = isAfterReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') isAfterReturn = false;
    const ends = /\r\n|\n|\r/g;
    ends.lastIndex = from;
    for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
      add(text.slice(from, end.index));
      from = ends.lastIndex;
      isAfterReturn = end[0] === '\r' && from === text.length;
      yield take();
    }
    add(text.slice(from));
  }
  add(decoder.end());
  if (begun !== '') yield take();
}
