'use client';

import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { ActionForm, Submit, WhyField, type WhyOf } from './form';
import { useOutcome } from './scope';

interface ConfirmFormProps {
  id: string;
  submission: string;
  about: Record<string, string>;
  /** What opens it. */
  open: string;
  /** What opens it, to who cannot see which row it stands in. */
  openLabel?: string;
  /** What follows from it, said before it is done. */
  follows: ReactNode;
  /** What does it. */
  submit: string;
  tone?: ComponentProps<typeof Submit>['variant'];
  /** What a reason is asked for; without it, none is. */
  whyOf?: WhyOf;
  className?: string;
  children?: ReactNode;
}

/** Something that is not done in one click: the first one opens what follows from it. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { id, submission, about, open, openLabel, follows, submit, tone = 'danger', className } = props;
  const outcome = useOutcome(id);
  return (
    <details
      // Done, it is closed; refused, it stays open.
      key={outcome?.status === 'refused' ? 'refused' : outcome?.id}
      open={outcome?.status === 'refused' || undefined}
      className={cn('group/confirm text-left', className)}
    >
      <summary
        aria-label={openLabel}
        className="inline-flex h-8 w-fit list-none items-center rounded-md border border-input bg-card px-3 text-sm font-medium hover:bg-muted group-open/confirm:bg-muted [&::-webkit-details-marker]:hidden"
      >
        {open}
      </summary>
      <ActionForm
        id={id}
        submission={submission}
        about={about}
        className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-background p-4"
      >
        <div className="text-sm text-pretty">{follows}</div>
        {props.children}
        {props.whyOf !== undefined && <WhyField form={id} of={props.whyOf} />}
        <Submit variant={tone} className="self-start">
          {submit}
        </Submit>
      </ActionForm>
    </details>
  );
}
