import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

/** What is known of something: pairs of a word and what it is, beside each other where there is room. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={cn('flex flex-wrap gap-x-8 gap-y-2 text-sm', className)}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
