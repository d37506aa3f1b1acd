import { notFound } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { getLocale } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { portalDatabase } from '@/services/portal';
import { type TakenStatement, takeStatement } from '@/services/statements/take-statement';
import { fileName, type Words, wordsOf } from '../../words';
import { csvOf } from './statement-csv';
import { pdfOf } from './statement-pdf';
import { xlsxOf } from './statement-xlsx';

type Body = ReadableStream<Uint8Array> | Buffer;

const FORMATS: Record<
  string,
  { type: string; make: (taken: TakenStatement, words: Words) => Body | Promise<Body> }
> = {
  csv: { type: 'text/csv; charset=utf-8', make: csvOf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', make: xlsxOf },
  pdf: { type: 'application/pdf', make: pdfOf },
};

/** A month to take away, in the language of the pages. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/capital/statements/[month]/[format]'>,
): Promise<Response> {
  const actor = await requireSeller('capital.read');
  const { month, format } = await params;
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (known === undefined) notFound();
  const currency = request.nextUrl.searchParams.get('currency');
  const taken = await takeStatement(portalDatabase(), actor, { month, currency });
  if (taken === null) notFound();
  const { statement } = taken;
  const name = fileName(['statement', statement.merchantId, statement.month, statement.currency], format);
  return new Response((await known.make(taken, wordsOf(await getLocale()))) as BodyInit, {
    headers: {
      'content-type': known.type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
