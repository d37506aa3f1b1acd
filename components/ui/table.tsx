import type { ComponentProps } from 'react';
import { cn } from './class-names';

type TableProps = ComponentProps<'table'> & {
  /** What the table is about, for who cannot see it. */
  label: string;
  /** On a phone: each row a card (its cells then name themselves), or the whole scrolls sideways. */
  phone?: 'cards' | 'scroll';
};

/**
 * A table; where it is wider than the page, it scrolls inside a region that the keyboard reaches. How its cells look
 * stands in globals.css.
 */
export function Table({ label, phone = 'scroll', className, ...props }: TableProps) {
  const table = (
    <table
      aria-label={label}
      data-slot="table"
      data-phone={phone}
      className={cn('w-full border-collapse text-sm', className)}
      {...props}
    />
  );
  if (phone === 'cards') return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      {table}
    </section>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('text-muted-foreground', className)} {...props} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />;
}

export function TableFooter({ className, ...props }: ComponentProps<'tfoot'>) {
  return <tfoot className={cn('border-t-2 font-medium', className)} {...props} />;
}

export function TableRow(props: ComponentProps<'tr'>) {
  return <tr {...props} />;
}

export function TableHead({ scope = 'col', ...props }: ComponentProps<'th'>) {
  return <th scope={scope} {...props} />;
}

type TableCellProps = ComponentProps<'td'> & {
  /** The column's name, shown where rows are cards. */
  label?: string;
};

export function TableCell({ label, children, ...props }: TableCellProps) {
  return (
    <td {...props}>
      {label !== undefined && (
        <span data-slot="cell-label" aria-hidden="true" className="break-keep text-muted-foreground">
          {label}
        </span>
      )}
      {children}
    </td>
  );
}
