import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { PAYOUT_FORMATS } from '@/engine/payouts';
import { takePayoutFile } from '@/services/payouts/take-payout-file';
import { portalDatabase } from '@/services/portal';

/** A batch's file for the bank. One that its schema does not allow is never given out; then it says why. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/admin/payouts/[batch]/file/[format]'>,
): Promise<Response> {
  const actor = await requireActor('payouts.batch');
  const { batch: batchId, format: asked } = await params;
  const format = PAYOUT_FORMATS.find((each) => each === asked);
  if (format === undefined) notFound();
  const file = await takePayoutFile(portalDatabase(), actor, { batchId, format });
  if (file.status === 'taken')
    return new Response(file.text, {
      headers: {
        'content-type': file.type,
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'no-store',
      },
    });
  if (file.code === 'unknown_batch') notFound();
  const t = await getTranslations('payouts.refused');
  const problems = file.code === 'invalid' ? file.problems : [];
  return new Response([t(file.code), ...problems].join('\n'), {
    status: file.code === 'invalid' ? 500 : 409,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
