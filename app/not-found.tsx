import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell'))('not_found.title') };
}

export default async function NotFound() {
  const t = await getTranslations('shell');
  return (
    <Card>
      <h1 className="sr-only">{t('not_found.title')}</h1>
      <EmptyState
        icon={Compass}
        title={t('not_found.title')}
        action={
          <Button asChild>
            <Link href="/">{t('not_found.home')}</Link>
          </Button>
        }
      >
        {t('not_found.what')}
      </EmptyState>
    </Card>
  );
}
