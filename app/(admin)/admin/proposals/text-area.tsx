import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/class-names';

/** A field of several lines, for a reason. */
export function TextArea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={4}
      maxLength={2000}
      className={cn(
        'w-full min-w-0 rounded-md border border-input bg-card px-3 py-2 text-base text-foreground placeholder:text-muted-foreground aria-invalid:border-bad sm:text-sm',
        className,
      )}
      {...props}
    />
  );
}
