import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

/** The way to a person's page. */
export function PersonLink({
  id,
  className,
  children,
}: {
  id: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link
      href={`/admin/access/${encodeURIComponent(id)}`}
      prefetch={false}
      className={cn('text-primary wrap-anywhere underline underline-offset-4 hover:no-underline', className)}
    >
      {children}
    </Link>
  );
}
