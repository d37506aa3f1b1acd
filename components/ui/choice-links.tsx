import Link from 'next/link';
import { cn } from './class-names';

interface ChoiceLinksProps {
  /** What is chosen. */
  label: string;
  choices: { href: string; name: string; isChosen: boolean }[];
}

/** A choice that lives in the address: each of its values is a link. */
export function ChoiceLinks({ label, choices }: ChoiceLinksProps) {
  return (
    <nav
      aria-label={label}
      className="inline-flex h-10 items-center rounded-md border border-input bg-card p-1"
    >
      {choices.map((choice) => (
        <Link
          key={choice.href}
          href={choice.href}
          scroll={false}
          aria-current={choice.isChosen ? 'true' : undefined}
          className={cn(
            'inline-flex h-full items-center rounded px-3 text-sm font-medium',
            choice.isChosen ? 'bg-primary text-primary-foreground' : 'hover:bg-muted',
          )}
        >
          {choice.name}
        </Link>
      ))}
    </nav>
  );
}
