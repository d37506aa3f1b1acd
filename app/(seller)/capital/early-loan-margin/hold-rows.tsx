'use client';

import { CirclePause } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';

/** A sum as it is written, and its minor units. */
export type SumWords = [minor: string, words: string];
/** A date, and how it is written. */
export type DayWords = [on: string, words: string];

/** What is said of a hold, in the reader's language. */
export interface HoldWords {
  order: string;
  secures: string;
  shipped: DayWords;
  /** Where it is told why the entry was made that froze it. */
  entryHref: string;
  frozen: SumWords;
  frozenOn: string;
  whyFrozen: string;
  terms: string;
  termsWhy: string;
  comesBack:
    | { is: 'done' | 'stopped'; words: string; why: string }
    | { is: 'due'; on: DayWords; why: string };
  movements: { entryHref: string; on: DayWords; sum: SumWords; why: string }[];
  left: SumWords;
}

interface HoldRowsProps {
  label: string;
  columns: Record<'order' | 'shipped' | 'frozen' | 'terms' | 'comes_back' | 'movements' | 'left', string>;
  nothingYet: string;
  holds: HoldWords[];
}

/**
 * The table of holds, from its words alone. It is the browser's too, and not for what it does: a row of elements would
 * be sent twice, as HTML and as what React makes the page of; so the second time its words are sent.
 */
export function HoldRows({ label, columns, nothingYet, holds }: HoldRowsProps) {
  return (
    <Table label={label} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{columns.order}</TableHead>
          <TableHead>{columns.shipped}</TableHead>
          <TableHead className="text-right">{columns.frozen}</TableHead>
          <TableHead>{columns.terms}</TableHead>
          <TableHead>{columns.comes_back}</TableHead>
          <TableHead>{columns.movements}</TableHead>
          <TableHead className="text-right">{columns.left}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {holds.map((hold) => (
          <TableRow key={hold.order}>
            <TableCell className="sm:w-64">
              <div className="min-w-0">
                <Link
                  href={`/capital/orders/${encodeURIComponent(hold.order)}`}
                  prefetch={false}
                  className="font-medium break-all underline decoration-border underline-offset-2 hover:decoration-primary"
                >
                  {hold.order}
                </Link>
                <span className="block text-xs text-muted-foreground">{hold.secures}</span>
              </div>
            </TableCell>
            <TableCell label={columns.shipped}>
              <Day day={hold.shipped} />
            </TableCell>
            <TableCell label={columns.frozen} className="sm:text-right">
              <span className="text-right">
                <WhySum href={hold.entryHref} why={hold.whyFrozen} sum={hold.frozen} />
                <span className="block text-xs text-muted-foreground">{hold.frozenOn}</span>
              </span>
            </TableCell>
            <TableCell label={columns.terms}>
              <span className="max-sm:text-right">
                {hold.terms}
                <span className="block max-w-64 text-xs text-muted-foreground">{hold.termsWhy}</span>
              </span>
            </TableCell>
            <TableCell label={columns.comes_back}>
              <ComesBack {...hold.comesBack} />
            </TableCell>
            <TableCell label={columns.movements}>
              {hold.movements.length === 0 ? (
                <span className="text-muted-foreground">{nothingYet}</span>
              ) : (
                <Movements hold={hold} />
              )}
            </TableCell>
            <TableCell label={columns.left} className="sm:text-right">
              <Sum sum={hold.left} className="font-semibold" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Sum({ sum: [minor, words], className }: { sum: SumWords; className: string }) {
  return (
    <data value={minor} className={`whitespace-nowrap tabular-nums ${className}`}>
      {words}
    </data>
  );
}

function Day({ day: [on, words], className = '' }: { day: DayWords; className?: string }) {
  return (
    <time dateTime={on} className={`whitespace-nowrap ${className}`.trimEnd()}>
      {words}
    </time>
  );
}

/** A sum that leads to the reason of its entry. */
function WhySum({ href, why, sum }: { href: string; why: string; sum: SumWords }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="underline decoration-border underline-offset-2 hover:decoration-primary"
    >
      <span className="sr-only">{`${why} `}</span>
      <Sum sum={sum} className="font-medium" />
    </Link>
  );
}

function ComesBack(words: HoldWords['comesBack']) {
  switch (words.is) {
    case 'done':
      return <span className="text-muted-foreground max-sm:text-right">{words.words}</span>;
    case 'stopped':
      return (
        <span className="flex flex-col gap-1 max-sm:items-end max-sm:text-right">
          <Badge tone="warn">
            <CirclePause aria-hidden="true" />
            {words.words}
          </Badge>
          <span className="block max-w-64 text-xs text-muted-foreground">{words.why}</span>
        </span>
      );
    case 'due':
      return (
        <span className="max-sm:text-right">
          <Day day={words.on} className="font-medium" />
          <span className="block max-w-56 text-xs text-muted-foreground">{words.why}</span>
        </span>
      );
  }
}

function Movements({ hold }: { hold: HoldWords }) {
  return (
    <ul className="flex flex-col gap-1 max-sm:text-right">
      {hold.movements.map(({ entryHref, on, sum, why }) => (
        <li key={entryHref}>
          <Day day={on} className="mr-3" />
          <WhySum href={entryHref} why={hold.whyFrozen} sum={sum} />
          <span className="block max-w-56 text-xs break-words text-muted-foreground max-sm:ml-auto">
            {why}
          </span>
        </li>
      ))}
    </ul>
  );
}
