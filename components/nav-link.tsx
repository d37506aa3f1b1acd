'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cn } from './ui/class-names';

interface NavLinkProps {
  href: string;
  /** Whether the pages below the address are of it too. */
  isSection: boolean;
  children: ReactNode;
}

/** A link of the main navigation, which knows whether it is the page. */
export function NavLink({ href, isSection, children }: NavLinkProps) {
  const pathname = usePathname();
  const isPage = pathname === href || (isSection && pathname.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={isPage ? 'page' : undefined}
      className={cn(
        'inline-flex h-10 items-center border-b-2 text-sm whitespace-nowrap',
        isPage
          ? 'border-primary font-semibold text-foreground'
          : 'border-transparent text-muted-foreground hover:border-border hover:text-foreground',
      )}
    >
      {children}
    </Link>
  );
}
