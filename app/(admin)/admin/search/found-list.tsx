import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Highlighted } from './highlighted';
import type { FoundItems } from './results';

/** What was found, what fits best first, each with its kind. */
export function FoundList({ found: { items, text } }: { found: FoundItems }) {
  return (
    <ul className="divide-y">
      {items.map(({ href, kind, title, detail }) => (
        <li key={href} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3 sm:px-5">
          <Badge className="min-w-24 justify-center">{kind}</Badge>
          <span className="min-w-0 flex-1 basis-60">
            <Link
              href={href}
              prefetch={false}
              className="font-medium break-words text-primary underline underline-offset-4 hover:no-underline"
            >
              <Highlighted text={title} part={text} />
            </Link>
            <span className="block text-sm break-words text-muted-foreground">
              <Highlighted text={detail} part={text} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
