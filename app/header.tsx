import { Droplets, UserRound } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LocaleToggle } from '@/components/locale-toggle';
import { NavLink } from '@/components/nav-link';
import { ThemeToggle } from '@/components/theme-toggle';
import type { Theme } from '@/components/themes';
import { chooseLocale, chooseTheme } from './actions';
import { currentPerson, homeOf, type Person } from './person';

const PAGES = {
  seller: [
    { href: '/capital', name: 'capital' },
    { href: '/capital/early-loan-margin', name: 'margin' },
  ],
  reviewer: [
    { href: '/admin/assessments', name: 'assessments' },
    { href: '/admin/runs', name: 'runs' },
  ],
} as const satisfies Record<Person['role'], readonly { href: string; name: string }[]>;

/** The head of every page: where one is, who one is, in which language and colours. */
export async function Header({ theme }: { theme: Theme }) {
  const t = await getTranslations('shell');
  const names = await getTranslations('names.roles');
  const person = await currentPerson();
  const role = names(person.role);
  return (
    <header className="border-b bg-card">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-2 sm:px-6">
        <Link
          href={homeOf(person)}
          className="flex h-10 items-center gap-2 text-lg font-semibold tracking-tight"
        >
          <Droplets aria-hidden="true" className="size-5 text-primary" />
          {t('product')}
        </Link>
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
          <LocaleToggle action={chooseLocale} />
          <ThemeToggle current={theme} action={chooseTheme} />
        </div>
        <Link
          href="/you"
          className="inline-flex min-h-9 w-full min-w-0 items-center gap-2 rounded-md border border-input px-3 py-1 text-sm hover:bg-muted sm:w-auto sm:max-w-sm"
        >
          <UserRound aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
          <span className="truncate">
            {t('you_are', { name: person.role === 'seller' ? `${person.name} (${role})` : role })}
          </span>
          <span className="ml-auto shrink-0 text-primary underline underline-offset-4">
            {t('change_person')}
          </span>
        </Link>
        <nav aria-label={t('navigation')} className="-mb-px w-full overflow-x-auto">
          <ul className="flex gap-6">
            {PAGES[person.role].map((page) => (
              <li key={page.href}>
                <NavLink href={page.href}>{t(`pages.${page.name}`)}</NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}
