import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { cn } from '@/components/ui/class-names';
import { PageHeader } from '@/components/ui/page-header';
import { addressOf } from './address';

const SECTIONS = [
  { name: 'now', below: '' },
  { name: 'debts', below: '/debts' },
  { name: 'losses', below: '/losses' },
  { name: 'exits', below: '/exits' },
] as const;
export type Section = (typeof SECTIONS)[number]['name'];

interface HeadProps {
  section: Section;
  currencies: string[];
  currency: string | null;
}

/** What stands above each part: what the pages are for, the currency, and the way to the others in it. */
export function Head({ section, currencies, currency }: HeadProps) {
  const t = useTranslations('exposure');
  const below = SECTIONS.find(({ name }) => name === section)?.below ?? '';
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          currencies.length > 1 && (
            <div className="max-w-full overflow-x-auto py-0.5">
              <ChoiceLinks
                label={t('currency')}
                choices={currencies.map((each) => ({
                  name: each,
                  href: addressOf(below, { currency: each }),
                  isChosen: each === currency,
                }))}
              />
            </div>
          )
        }
      >
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <nav aria-label={t('sections.label')} className="-mx-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
        <ul className="-mb-px flex gap-6">
          {SECTIONS.map((each) => (
            <li key={each.name}>
              <Link
                href={addressOf(each.below, { currency })}
                aria-current={each.name === section ? 'page' : undefined}
                className={cn(
                  'inline-flex h-10 items-center border-b-2 text-sm whitespace-nowrap',
                  each.name === section
                    ? 'border-primary font-semibold text-foreground'
                    : 'border-transparent text-muted-foreground hover:border-border hover:text-foreground',
                )}
              >
                {t(`sections.${each.name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
