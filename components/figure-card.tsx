import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { moneyText } from './money-text';
import { cn } from './ui/class-names';

const TONES = {
  good: 'text-good bg-good-soft',
  primary: 'text-primary bg-primary-soft',
  frozen: 'text-frozen bg-frozen-soft',
  bad: 'text-bad bg-bad-soft',
  neutral: 'text-muted-foreground bg-muted',
};

interface FigureCardProps {
  icon: LucideIcon;
  tone: keyof typeof TONES;
  label: string;
  minor: bigint;
  currency: string;
  /** Where the figure's reason is. */
  href?: string;
  children: ReactNode;
}

/** One answer: what it is, how much, and what it means or when it changes. The figure leads to its reason. */
export function FigureCard({ icon: Icon, tone, label, minor, currency, href, children }: FigureCardProps) {
  const t = useTranslations('capital.cards');
  const locale = useLocale();
  const amount = moneyText(minor, currency, locale);
  const figure = cn(
    'block font-semibold break-words tracking-tight tabular-nums',
    amount.length > 15 ? 'text-lg' : 'text-2xl',
  );
  return (
    <div className="flex flex-col gap-2 rounded-lg border bg-card p-4">
      <p className="flex items-center gap-2 text-sm font-medium">
        <span className={cn('rounded-md p-1', TONES[tone])}>
          <Icon aria-hidden="true" className="size-4" />
        </span>
        {label}
      </p>
      {href === undefined ? (
        <p className={figure}>{amount}</p>
      ) : (
        <Link
          href={href}
          aria-label={t('reason', { label, amount })}
          className={cn(
            figure,
            'w-fit underline decoration-border decoration-2 underline-offset-4 hover:decoration-primary',
          )}
        >
          {amount}
        </Link>
      )}
      <div className="text-sm text-muted-foreground">{children}</div>
    </div>
  );
}
