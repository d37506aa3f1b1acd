'use client';

import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from './ui/table';

interface DaySumsProps {
  label: string;
  day: string;
  sum: string;
  /** Each date and how it is written; its sum in minor units, and how that is. */
  rows: [on: string, day: string, minor: string, sum: string][];
}

/** Sums by day. It is the browser's too, so that its words are sent a second time, and not its elements. */
export function DaySums({ label, day, sum, rows }: DaySumsProps) {
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>{day}</TableHead>
          <TableHead className="text-right">{sum}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(([on, onWords, minor, sumWords]) => (
          <TableRow key={on}>
            <TableCell>
              <time dateTime={on} className="whitespace-nowrap">
                {onWords}
              </time>
            </TableCell>
            <TableCell className="text-right">
              <data value={minor} className="whitespace-nowrap tabular-nums">
                {sumWords}
              </data>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
