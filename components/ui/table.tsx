import type { ComponentProps } from 'react';
import { cn } from './class-names';

type TableProps = ComponentProps<'table'> & {
  /** What the table is about, for who cannot see it. */
  label: string;
  /** On a phone: each row a card (its cells then name themselves), or the whole scrolls sideways. */
  phone?: 'cards' | 'scroll';
};

/** A table; where it is wider than the page, it scrolls inside a region that the keyboard reaches. */
export function Table({ label, phone = 'scroll', className, ...props }: TableProps) {
  const table = (
    <table
      aria-label={label}
      data-phone={phone}
      className={cn('group/table w-full border-collapse text-sm', className)}
      {...props}
    />
  );
  if (phone === 'cards') return <div className="sm:overflow-x-auto">{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      {table}
    </section>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return (
    <thead
      className={cn(
        'border-b text-muted-foreground max-sm:group-data-[phone=cards]/table:sr-only',
        className,
      )}
      {...props}
    />
  );
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('max-sm:group-data-[phone=cards]/table:block', className)} {...props} />;
}

export function TableFooter({ className, ...props }: ComponentProps<'tfoot'>) {
  return (
    <tfoot
      className={cn('border-t-2 font-medium max-sm:group-data-[phone=cards]/table:block', className)}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'border-b last:border-b-0 max-sm:group-data-[phone=cards]/table:block max-sm:group-data-[phone=cards]/table:px-4 max-sm:group-data-[phone=cards]/table:py-3',
        className,
      )}
      {...props}
    />
  );
}

export function TableHead({ className, scope = 'col', ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope={scope}
      className={cn(
        'px-3 py-2 text-left align-bottom font-medium first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5',
        className,
      )}
      {...props}
    />
  );
}

type TableCellProps = ComponentProps<'td'> & {
  /** The column's name, shown where rows are cards. */
  label?: string;
};

const CARD_CELL =
  'max-sm:group-data-[phone=cards]/table:flex max-sm:group-data-[phone=cards]/table:justify-between max-sm:group-data-[phone=cards]/table:gap-4 max-sm:group-data-[phone=cards]/table:px-0 max-sm:group-data-[phone=cards]/table:py-1';

export function TableCell({ className, label, children, ...props }: TableCellProps) {
  return (
    <td
      className={cn(
        'px-3 py-3 align-top first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5',
        CARD_CELL,
        className,
      )}
      {...props}
    >
      {label !== undefined && (
        <span
          className="hidden text-muted-foreground max-sm:group-data-[phone=cards]/table:inline"
          aria-hidden="true"
        >
          {label}
        </span>
      )}
      {children}
    </td>
  );
}
