import type { ComponentProps } from 'react';
import { cn } from './class-names';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input
      type={type}
      className={cn(
        'h-10 w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground placeholder:text-muted-foreground disabled:opacity-60 aria-invalid:border-bad sm:text-sm',
        className,
      )}
      {...props}
    />
  );
}
