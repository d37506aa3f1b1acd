import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from './ui/class-names';

/** Eligible or not, by word, sign and colour. */
export function OutcomeWord({ isEligible, className }: { isEligible: boolean; className?: string }) {
  const t = useTranslations('assessments.outcomes');
  const Icon = isEligible ? CircleCheck : CircleX;
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 font-medium whitespace-nowrap',
        isEligible ? 'text-good' : 'text-bad',
        className,
      )}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {t(isEligible ? 'eligible' : 'not_eligible')}
    </span>
  );
}
