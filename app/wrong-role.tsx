import { LockKeyhole } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { choosePerson } from './actions';
import { homeOf, type Person } from './person';

/** What a person meets on pages of another role: who may see them, and how to be that. */
export async function WrongRole({ person }: { person: Person }) {
  const t = await getTranslations('you');
  const isSeller = person.role === 'seller';
  const title = t(isSeller ? 'gate.seller_title' : 'gate.reviewer_title');
  return (
    <Card>
      <h1 className="sr-only">{title}</h1>
      <EmptyState
        icon={LockKeyhole}
        title={title}
        action={
          <div className="flex flex-wrap items-center justify-center gap-3">
            {isSeller ? (
              <form action={choosePerson}>
                <Button type="submit" name="person" value="reviewer">
                  {t('gate.seller_switch')}
                </Button>
              </form>
            ) : (
              <Button asChild>
                <Link href="/you">{t('gate.reviewer_switch')}</Link>
              </Button>
            )}
            <Button asChild variant="outline">
              <Link href={homeOf(person)}>{t('gate.home')}</Link>
            </Button>
          </div>
        }
      >
        {isSeller ? t('gate.seller_what', { name: person.name }) : t('gate.reviewer_what')}
      </EmptyState>
    </Card>
  );
}
