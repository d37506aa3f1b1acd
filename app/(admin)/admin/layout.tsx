import type { ReactNode } from 'react';
import { currentPerson } from '@/app/person';
import { WrongRole } from '@/app/wrong-role';

/** The pages of the marketplace's staff. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  return person.role === 'seller' ? <WrongRole person={person} /> : children;
}
