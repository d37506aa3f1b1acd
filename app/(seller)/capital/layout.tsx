import type { ReactNode } from 'react';
import { requireSeller } from '@/app/actor';

interface CapitalLayoutProps {
  children: ReactNode;
  /** What is told beside the page: why a figure is what it is. */
  panel: ReactNode;
}

/** Before anything of a page is sent: then who may not see it is answered so, and not with a skeleton first. */
export default async function CapitalLayout({ children, panel }: CapitalLayoutProps) {
  await requireSeller('capital.read');
  return (
    <>
      {children}
      {panel}
    </>
  );
}
