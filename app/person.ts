import { cookies } from 'next/headers';
import { cache } from 'react';
import { getSellerOrBusiest } from '@/services/find-sellers';
import { portalDatabase } from '@/services/portal';

/** Who looks at the page. Until there is sign-in, a cookie says so. */
export type Person = { role: 'seller'; merchantId: string; name: string } | { role: 'reviewer' };

export const PERSON_COOKIE = 'sluice_person';
const SELLER = 'seller:';

/** The cookie's text for a person. */
export function personText(person: { role: 'seller'; merchantId: string } | { role: 'reviewer' }): string {
  return person.role === 'seller' ? `${SELLER}${person.merchantId}` : 'reviewer';
}

/** Who the cookie names; without one, or where it names nobody, the seller with most to show, else a reviewer. */
export const currentPerson = cache(async (): Promise<Person> => {
  const text = (await cookies()).get(PERSON_COOKIE)?.value ?? '';
  if (text === 'reviewer') return { role: 'reviewer' };
  const merchantId = text.startsWith(SELLER) ? text.slice(SELLER.length) : null;
  const seller = await getSellerOrBusiest(portalDatabase(), merchantId);
  if (seller === null) return { role: 'reviewer' };
  return { role: 'seller', merchantId: seller.merchantId, name: seller.name };
});

/** Where a person begins. */
export function homeOf(person: Person): string {
  return person.role === 'seller' ? '/capital' : '/admin/assessments';
}
