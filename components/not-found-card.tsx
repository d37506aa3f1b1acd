import { Compass } from 'lucide-react';
import Link from 'next/link';
import { Button } from './ui/button';
import { Card } from './ui/card';
import { EmptyState } from './ui/empty-state';

interface NotFoundCardProps {
  title: string;
  what: string;
  /** The way on, and where it leads. */
  back: string;
  href:
    | '/'
    | '/admin/access'
    | '/admin/assessments'
    | '/admin/policy'
    | '/admin/proposals'
    | '/admin/search'
    | '/admin/webhooks'
    | '/capital/orders';
}

/** What one finds where there is nothing. */
export function NotFoundCard({ title, what, back, href }: NotFoundCardProps) {
  return (
    <Card>
      <h1 className="sr-only">{title}</h1>
      <EmptyState
        icon={Compass}
        title={title}
        action={
          <Button asChild>
            <Link href={href}>{back}</Link>
          </Button>
        }
      >
        {what}
      </EmptyState>
    </Card>
  );
}
