import { LockKeyhole } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { signOutAction } from './account/actions';
import { currentVisitor, homeOf } from './actor';

/** What a person meets on a page of another role: the same, whatever would have been there. */
export default async function Forbidden() {
  const t = await getTranslations('shell');
  const roles = await getTranslations('names.roles');
  const visitor = await currentVisitor();
  return (
    <Card>
      <h1 className="sr-only">{t('forbidden.title')}</h1>
      <EmptyState
        icon={LockKeyhole}
        title={t('forbidden.title')}
        action={
          visitor.status !== 'out' && (
            <div className="flex flex-wrap items-center justify-center gap-3">
              <Button asChild>
                <Link href={homeOf(visitor.actor)}>{t('forbidden.home')}</Link>
              </Button>
              <form action={signOutAction}>
                <Button type="submit" variant="outline">
                  {t('forbidden.other')}
                </Button>
              </form>
            </div>
          )
        }
      >
        {visitor.status !== 'out' && t('forbidden.what', { role: roles(visitor.actor.role) })}
      </EmptyState>
    </Card>
  );
}
