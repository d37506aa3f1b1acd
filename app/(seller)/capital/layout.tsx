import type { ReactNode } from 'react';
import { requireSeller } from '@/app/actor';

/** Before anything of a page is sent: then who may not see it is answered so, and not with a skeleton first. */
export default async function CapitalLayout({ children }: { children: ReactNode }) {
  await requireSeller('capital.read');
  return children;
}
