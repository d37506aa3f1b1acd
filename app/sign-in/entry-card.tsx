import type { ReactNode } from 'react';
import { Card, CardContent } from '@/components/ui/card';

interface EntryCardProps {
  title: string;
  /** One sentence: what this is, or what to do here. */
  lead: ReactNode;
  children: ReactNode;
}

/** What one meets before one is in: one column, one thing to do. */
export function EntryCard({ title, lead, children }: EntryCardProps) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-5 sm:pt-6">
      <header className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold tracking-tight text-balance sm:text-3xl">{title}</h1>
        <div className="text-base text-pretty text-muted-foreground">{lead}</div>
      </header>
      <Card>
        <CardContent className="sm:p-6">{children}</CardContent>
      </Card>
    </div>
  );
}
