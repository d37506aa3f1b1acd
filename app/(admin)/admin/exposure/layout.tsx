import type { ReactNode } from 'react';
import { requireActor } from '@/app/actor';

/** Before anything of a page is sent: then who may not see it is answered so, and not with a skeleton first. */
export default async function ExposureLayout({ children }: { children: ReactNode }) {
  await requireActor('exposure.read');
  return children;
}
