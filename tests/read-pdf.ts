import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface Piece {
  x: number;
  y: number;
  text: string;
}

/** The lines of a PDF, from the top of its first page: pieces at one height, from left to right. */
export async function linesOfPdf(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const lines: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item): Piece[] =>
      'str' in item && item.str.trim() !== ''
        ? [{ x: item.transform[4], y: Math.round(item.transform[5]), text: item.str.trim() }]
        : [],
    );
    const heights = [...new Set(pieces.map(({ y }) => y))].toSorted((a, b) => b - a);
    for (const height of heights) {
      const line = pieces.filter(({ y }) => y === height).toSorted((a, b) => a.x - b.x);
      lines.push(line.map(({ text }) => text).join(' '));
    }
  }
  await document.destroy();
  return lines;
}
