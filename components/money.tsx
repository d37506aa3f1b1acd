import { useLocale } from 'next-intl';
import { moneyText, type Signs } from './money-text';
import { cn } from './ui/class-names';

interface MoneyProps {
  /** Whole minor units: a bigint, or its decimal text. */
  minor: bigint | string;
  currency: string;
  signs?: Signs;
  className?: string;
}

/** A sum with its currency, its digits all of one width; a program finds the minor units beside it. */
export function Money({ minor, currency, signs, className }: MoneyProps) {
  const locale = useLocale();
  return (
    <data value={minor.toString()} className={cn('whitespace-nowrap tabular-nums', className)}>
      {moneyText(minor, currency, locale, signs)}
    </data>
  );
}
