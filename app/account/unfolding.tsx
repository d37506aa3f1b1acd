import type { ReactNode } from 'react';

interface UnfoldingProps {
  title: string;
  /** What follows from it, said before it is done. */
  what: string;
  isOpen: boolean;
  children: ReactNode;
}

/** Something that is done rarely, folded away until it is. */
export function Unfolding({ title, what, isOpen, children }: UnfoldingProps) {
  return (
    <details open={isOpen} className="rounded-md border px-4 py-3">
      <summary className="text-sm font-medium">{title}</summary>
      <div className="flex flex-col gap-5 pt-3 pb-1">
        <p className="text-sm text-pretty text-muted-foreground">{what}</p>
        {children}
      </div>
    </details>
  );
}
