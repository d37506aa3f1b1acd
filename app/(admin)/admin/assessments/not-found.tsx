import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assessment.unknown'))('title') };
}

export default async function UnknownStore() {
  const t = await getTranslations('assessment.unknown');
  return (
    <Card>
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState
        icon={Compass}
        title={t('title')}
        action={
          <Button asChild>
            <Link href="/admin/assessments">{t('back')}</Link>
          </Button>
        }
      >
        {t('what')}
      </EmptyState>
    </Card>
  );
}
