import { notFound } from 'next/navigation';
import { currentPerson } from '@/app/person';
import { WrongRole } from '@/app/wrong-role';
import { getMerchantName } from '@/services/get-merchant-name';
import { portalDatabase } from '@/services/portal';
import { merchantIdOf } from './merchant';

/** Before anything of the page is sent: then an unknown store is answered as not found. */
export default async function MerchantLayout({
  params,
  children,
}: LayoutProps<'/admin/assessments/[merchant]'>) {
  const person = await currentPerson();
  if (person.role !== 'reviewer') return <WrongRole person={person} />;
  const { merchant } = await params;
  if ((await getMerchantName(portalDatabase(), merchantIdOf(merchant))) === null) notFound();
  return children;
}
