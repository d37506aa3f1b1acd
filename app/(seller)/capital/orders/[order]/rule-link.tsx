import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** A section of the rules, in the product's own documentation. */
export function RuleLink({ section }: { section: string }) {
  const t = useTranslations('orders.order.life');
  return (
    <Link
      href={`/rules#section-${section}`}
      prefetch={false}
      className="whitespace-nowrap text-primary underline underline-offset-2 hover:no-underline"
    >
      {t('rule', { section })}
    </Link>
  );
}
