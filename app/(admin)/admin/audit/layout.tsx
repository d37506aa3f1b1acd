import type { ReactNode } from 'react';
import { requireActor } from '@/app/actor';

/** Before anything of the page is sent: then who may not see it is answered so, and not with a skeleton first. */
export default async function AuditLayout({ children }: { children: ReactNode }) {
  await requireActor('audit.read');
  return children;
}
