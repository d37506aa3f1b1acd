import { cva, type VariantProps } from 'class-variance-authority';
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './class-names';

const noticeVariants = cva('flex items-start gap-3 rounded-lg border px-4 py-3 text-sm', {
  variants: {
    tone: {
      primary: 'border-primary/30 bg-primary-soft',
      good: 'border-good/30 bg-good-soft',
      warn: 'border-warn/30 bg-warn-soft',
      bad: 'border-bad/30 bg-bad-soft',
    },
  },
  defaultVariants: { tone: 'primary' },
});

type NoticeTone = NonNullable<VariantProps<typeof noticeVariants>['tone']>;

const LOOKS: Record<NoticeTone, { icon: LucideIcon; className: string }> = {
  primary: { icon: Info, className: 'text-primary' },
  good: { icon: CircleCheck, className: 'text-good' },
  warn: { icon: TriangleAlert, className: 'text-warn' },
  bad: { icon: CircleAlert, className: 'text-bad' },
};

/** One thing that whoever looks at the page should know first. */
export function Notice({
  tone = 'primary',
  className,
  children,
  ...props
}: ComponentProps<'div'> & { tone?: NoticeTone }) {
  const { icon: Icon, className: iconColour } = LOOKS[tone];
  return (
    <div className={cn(noticeVariants({ tone }), className)} {...props}>
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', iconColour)} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
