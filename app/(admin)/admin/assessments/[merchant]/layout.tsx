import { notFound } from 'next/navigation';
import { requireActor } from '@/app/actor';
import { getMerchantName } from '@/services/get-merchant-name';
import { portalDatabase } from '@/services/portal';
import { merchantIdOf } from './merchant';

/** Before anything of the page is sent: then an unknown store is answered as not found. */
export default async function MerchantLayout({
  params,
  children,
}: LayoutProps<'/admin/assessments/[merchant]'>) {
  const actor = await requireActor('assessments.read');
  const { merchant } = await params;
  if ((await getMerchantName(portalDatabase(), actor, merchantIdOf(merchant))) === null) notFound();
  return children;
}
