import { Droplets, LogOut, UserRound } from 'lucide-react';
import { headers } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LocaleToggle } from '@/components/locale-toggle';
import { NavLink } from '@/components/nav-link';
import { ThemeToggle } from '@/components/theme-toggle';
import type { Theme } from '@/components/themes';
import { Button } from '@/components/ui/button';
import { mayDo, type Permission, type PersonActor } from '@/engine/actor';
import { countUnreadNotices } from '@/services/notices/list-notices';
import { portalDatabase } from '@/services/portal';
import { countProposalsToDecide } from '@/services/proposals/list-proposals';
import { SearchButton } from './(admin)/admin/search/search-button';
import { signOutAction } from './account/actions';
import { chooseLocale, chooseTheme } from './actions';
import { currentVisitor, homeOf } from './actor';

/** The pages of the main navigation, each with what one must be allowed for it. */
const PAGES = [
  { href: '/capital', name: 'capital', permission: 'capital.read' },
  { href: '/capital/early-loan-margin', name: 'margin', permission: 'capital.read' },
  { href: '/capital/orders', name: 'orders', permission: 'capital.read' },
  { href: '/capital/standing', name: 'standing', permission: 'capital.read' },
  { href: '/capital/withdrawals', name: 'withdrawals', permission: 'capital.read' },
  { href: '/capital/statements', name: 'statements', permission: 'capital.read' },
  { href: '/capital/value', name: 'value', permission: 'capital.read' },
  { href: '/capital/notices', name: 'notices', permission: 'capital.read' },
  { href: '/admin/assessments', name: 'assessments', permission: 'assessments.read' },
  { href: '/admin/proposals', name: 'proposals', permission: 'proposals.read' },
  { href: '/admin/exposure', name: 'exposure', permission: 'exposure.read' },
  { href: '/admin/payouts', name: 'payouts', permission: 'payouts.read' },
  { href: '/admin/policy', name: 'policy', permission: 'policy.read' },
  { href: '/admin/runs', name: 'runs', permission: 'runs.read' },
  { href: '/admin/imports', name: 'imports', permission: 'imports.read' },
  { href: '/admin/audit', name: 'audit', permission: 'audit.read' },
  { href: '/admin/access', name: 'access', permission: 'access.read' },
  { href: '/admin/webhooks', name: 'webhooks', permission: 'webhooks.read' },
] as const satisfies readonly { href: string; name: string; permission: Permission }[];

/** The head of every page: where one is, who one is, in which language and colours. */
export async function Header({ theme }: { theme: Theme }) {
  const t = await getTranslations('shell');
  const visitor = await currentVisitor();
  return (
    <header className="border-b bg-card">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-2 sm:px-6">
        <Link
          href={visitor.status === 'in' ? homeOf(visitor.actor) : '/'}
          className="flex h-10 items-center gap-2 text-lg font-semibold tracking-tight"
        >
          <Droplets aria-hidden="true" className="size-5 text-primary" />
          {t('product')}
        </Link>
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
          {visitor.status === 'in' && mayDo(visitor.actor, 'search.use') && <Search />}
          <LocaleToggle action={chooseLocale} />
          <ThemeToggle current={theme} action={chooseTheme} />
        </div>
        {visitor.status !== 'out' && <Self actor={visitor.actor} />}
        {visitor.status === 'in' ? <Pages actor={visitor.actor} /> : <div className="h-2 w-full" />}
      </div>
    </header>
  );
}

/** The search over every page of the marketplace's side. */
async function Search() {
  const t = await getTranslations('search');
  const isApple = /Mac|iPhone|iPad/.test((await headers()).get('user-agent') ?? '');
  return (
    <SearchButton
      keys={isApple ? '⌘ K' : 'Ctrl K'}
      words={{
        ...{ button: t('button'), label: t('label'), example: t('example'), list: t('list') },
        ...{ hint: t('hint'), keys: t('keys'), failed: t('failed'), all: t('all'), close: t('close') },
      }}
    />
  );
}

async function Self({ actor }: { actor: PersonActor }) {
  const t = await getTranslations('shell');
  const roles = await getTranslations('names.roles');
  return (
    <div className="flex w-full min-w-0 items-center gap-2 sm:w-auto">
      <Link
        href="/account"
        className="inline-flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md border border-input px-3 py-1 text-sm hover:bg-muted sm:max-w-xs"
      >
        <UserRound aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        <span className="sr-only">{t('your_account')}</span>
        <span className="truncate">{actor.name}</span>
        {/* The demo's people have it in their names. */}
        {!actor.name.endsWith(`(${actor.role})`) && (
          <span className="ml-auto shrink-0 text-muted-foreground">{roles(actor.role)}</span>
        )}
      </Link>
      <form action={signOutAction}>
        <Button type="submit" variant="outline" size="small">
          <LogOut aria-hidden="true" />
          {t('sign_out')}
        </Button>
      </form>
    </div>
  );
}

/** A number beside a link, with what it counts in words for who cannot see where it stands. */
function LinkCount({ count, isMore, words }: { count: number; isMore: boolean; words: string }) {
  if (count === 0) return null;
  return (
    <>
      {' '}
      <span className="relative ml-1 inline-flex min-w-5 items-center justify-center rounded-full bg-primary px-1.5 text-xs font-semibold text-primary-foreground tabular-nums">
        <span aria-hidden="true">
          {count}
          {isMore && '+'}
        </span>
        <span className="sr-only">{words}</span>
      </span>
    </>
  );
}

/** How many notices a seller has not read, beside the link that leads to them. */
async function Unread({ actor }: { actor: PersonActor }) {
  const t = await getTranslations('notices');
  const { count, isMore } = await countUnreadNotices(portalDatabase(), actor);
  const words = t('link_unread', { count, isMore: String(isMore) });
  return <LinkCount {...{ count, isMore, words }} />;
}

/** How many proposals wait for an approver, beside the link that leads to them. */
async function Undecided({ actor }: { actor: PersonActor }) {
  const t = await getTranslations('proposals');
  const { count, isMore } = await countProposalsToDecide(portalDatabase(), actor);
  const words = t('link_open', { count, isMore: String(isMore) });
  return <LinkCount {...{ count, isMore, words }} />;
}

async function Pages({ actor }: { actor: PersonActor }) {
  const t = await getTranslations('shell');
  return (
    <nav aria-label={t('navigation')} className="-mb-px w-full overflow-x-auto">
      <ul className="flex gap-6">
        {PAGES.filter(({ permission }) => mayDo(actor, permission)).map((page) => (
          <li key={page.href}>
            <NavLink href={page.href} isSection={page.href !== '/capital'}>
              {t(`pages.${page.name}`)}
              {page.name === 'notices' && <Unread actor={actor} />}
              {page.name === 'proposals' && mayDo(actor, 'proposals.decide') && <Undecided actor={actor} />}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
