'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { cn } from './class-names';
import { Input } from './input';
import { useScript } from './use-script';

type PasswordInputProps = Omit<ComponentProps<'input'>, 'type'> & {
  /** What the button says that shows what is written. */
  showLabel: string;
};

/** A password, which can be looked at; without a script it is a plain field for passwords. */
export function PasswordInput({ showLabel, className, ...props }: PasswordInputProps) {
  const hasScript = useScript();
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative flex">
      <Input
        type={isShown ? 'text' : 'password'}
        autoCapitalize="none"
        spellCheck={false}
        className={cn('pr-11', className)}
        {...props}
      />
      {hasScript && (
        <button
          type="button"
          aria-label={showLabel}
          aria-pressed={isShown}
          title={showLabel}
          onClick={() => setIsShown(!isShown)}
          className="absolute inset-y-0 right-0 flex w-10 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
        >
          <Icon aria-hidden="true" className="size-4" />
        </button>
      )}
    </span>
  );
}
