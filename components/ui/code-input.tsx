import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { Input } from './input';

/** The six digits of the moment, from an authenticator application. */
export function CodeInput({ className, ...props }: ComponentProps<'input'>) {
  return (
    <Input
      inputMode="numeric"
      autoComplete="one-time-code"
      // An application may show them in two groups.
      pattern="[0-9]{3} ?[0-9]{3}"
      maxLength={7}
      className={cn('max-w-40 font-mono text-lg tracking-widest sm:text-lg', className)}
      {...props}
    />
  );
}
