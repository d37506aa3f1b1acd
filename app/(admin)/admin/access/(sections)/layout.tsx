import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { NavLink } from '@/components/nav-link';
import { PageHeader } from '@/components/ui/page-header';

const SECTIONS = [
  { href: '/admin/access', name: 'people' },
  { href: '/admin/access/invitations', name: 'invitations' },
  { href: '/admin/access/keys', name: 'keys' },
  { href: '/admin/access/changes', name: 'changes' },
] as const;

/** What stands above each part: what the page is for, and the way to the others. */
export default async function SectionsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('access');
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <nav aria-label={t('sections.label')} className="-mx-4 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
        <ul className="-mb-px flex gap-6">
          {SECTIONS.map(({ href, name }) => (
            <li key={href}>
              <NavLink href={href} isSection={false}>
                {t(`sections.${name}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}
