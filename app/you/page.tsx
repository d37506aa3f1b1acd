import { Search, Store } from 'lucide-react';
import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { PageHeader } from '@/components/ui/page-header';
import { findSellers } from '@/services/find-sellers';
import { portalDatabase } from '@/services/portal';
import { choosePerson } from '../actions';
import { currentPerson, personText } from '../person';

const STORES_SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('you'))('title') };
}

export default async function You({ searchParams }: PageProps<'/you'>) {
  const { q } = await searchParams;
  const text = typeof q === 'string' ? q.trim().slice(0, 200) : '';
  const t = await getTranslations('you');
  const person = await currentPerson();
  const { sellers, hasMore } = await findSellers(portalDatabase(), text, STORES_SHOWN);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('title')}>
        <p className="text-muted-foreground">{t('intro')}</p>
      </PageHeader>

      <Card aria-labelledby="staff">
        <CardHeader>
          <CardTitle id="staff">{t('staff.title')}</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-wrap items-center justify-between gap-3">
          <p>
            <span className="font-medium">{t('staff.reviewer')}</span>
            <span className="block text-sm text-muted-foreground">{t('staff.reviewer_does')}</span>
          </p>
          {person.role === 'reviewer' ? (
            <Badge tone="primary">{t('current')}</Badge>
          ) : (
            <form action={choosePerson}>
              <Button type="submit" variant="outline" name="person" value="reviewer">
                {t('be', { name: t('staff.reviewer') })}
              </Button>
            </form>
          )}
        </CardContent>
      </Card>

      <Card aria-labelledby="stores">
        <CardHeader>
          <CardTitle id="stores">{t('stores.title')}</CardTitle>
          {text !== '' && !hasMore && (
            <CardDescription role="status">{t('stores.found', { count: sellers.length })}</CardDescription>
          )}
          {hasMore && (
            <CardDescription role="status">{t('stores.first', { count: sellers.length })}</CardDescription>
          )}
        </CardHeader>
        <CardContent className="flex flex-col gap-4">
          <Form action="/you" className="flex max-w-xl flex-wrap items-end gap-3">
            <div className="flex min-w-48 flex-1 flex-col gap-1">
              <Label htmlFor="q">{t('search.label')}</Label>
              <Input
                id="q"
                name="q"
                type="search"
                defaultValue={text}
                maxLength={200}
                placeholder={t('search.example')}
              />
            </div>
            <Button type="submit" variant="outline">
              <Search aria-hidden="true" />
              {t('search.button')}
            </Button>
            {text !== '' && (
              <Button asChild variant="link" size="inline" className="h-10">
                <Link href="/you">{t('search.all')}</Link>
              </Button>
            )}
          </Form>
          {sellers.length === 0 && text === '' && (
            <EmptyState icon={Store} title={t('none.title')}>
              {t('none.why')}
            </EmptyState>
          )}
          <form action={choosePerson}>
            <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
              {sellers.map((seller) => {
                const isCurrent = person.role === 'seller' && person.merchantId === seller.merchantId;
                return (
                  <li key={seller.merchantId}>
                    <button
                      type="submit"
                      name="person"
                      value={personText({ role: 'seller', merchantId: seller.merchantId })}
                      aria-current={isCurrent ? 'true' : undefined}
                      className="flex h-full w-full flex-col items-start gap-2 rounded-md border px-4 py-3 text-left hover:border-input hover:bg-muted aria-[current]:border-primary"
                    >
                      <span className="font-medium">{seller.name}</span>
                      <span className="flex flex-wrap gap-2">
                        <EnrolmentBadge enrolment={seller.enrolment} />
                        {isCurrent && <Badge tone="primary">{t('current')}</Badge>}
                      </span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </form>
        </CardContent>
      </Card>
    </div>
  );
}
