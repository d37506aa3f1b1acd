import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  /** The pages above this one, outermost first. */
  above?: { href: string; title: string }[];
  children?: ReactNode;
  /** What can be done or chosen here. */
  actions?: ReactNode;
}

export function PageHeader({ title, above = [], children, actions }: PageHeaderProps) {
  const t = useTranslations('shell');
  return (
    <header className="flex flex-col gap-4 lg:flex-row lg:items-end lg:justify-between">
      <div className="flex min-w-0 flex-col gap-1">
        {above.length > 0 && (
          <nav aria-label={t('breadcrumb')}>
            <ol className="flex flex-wrap items-center gap-1 text-sm text-muted-foreground">
              {above.map((page) => (
                <li key={page.href} className="flex items-center gap-1">
                  <Link href={page.href} className="underline underline-offset-4 hover:text-foreground">
                    {page.title}
                  </Link>
                  <ChevronRight aria-hidden="true" className="size-4" />
                </li>
              ))}
              <li aria-current="page">{title}</li>
            </ol>
          </nav>
        )}
        <h1 className="text-2xl font-semibold tracking-tight text-balance sm:text-3xl">{title}</h1>
        {children}
      </div>
      {actions && <div className="flex flex-wrap items-end gap-3">{actions}</div>}
    </header>
  );
}
