import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** A section of the rules, in the product's own documentation. */
export function RuleLink({ section }: { section: '5' | '6' | '8' | '9' | '12' }) {
  const t = useTranslations('standing');
  return (
    <Link
      href={`/rules#section-${section}`}
      className="whitespace-nowrap underline underline-offset-4 hover:text-foreground"
    >
      {t('rule', { section })}
    </Link>
  );
}
