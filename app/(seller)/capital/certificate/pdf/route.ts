import { notFound } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { getLocale } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { isCalendarDate } from '@/engine/calendar';
import { portalDatabase } from '@/services/portal';
import { getCertificate } from '@/services/statements/get-certificate';
import { fileName, wordsOf } from '../../statements/words';
import { certificatePdf } from './certificate-pdf';

/** The certificate as of the address's date, in the language of the pages. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireSeller('capital.read');
  const asked = request.nextUrl.searchParams.get('as_of');
  if (asked !== null && !isCalendarDate(asked)) notFound();
  const certificate = await getCertificate(portalDatabase(), actor, { asOf: asked });
  if (certificate === null) notFound();
  const name = fileName(['release-certificate', certificate.merchantId, certificate.asOf], 'pdf');
  return new Response((await certificatePdf(certificate, wordsOf(await getLocale()))) as BodyInit, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
