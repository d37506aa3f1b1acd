import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentVisitor } from '@/app/actor';
import { Card, CardContent } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { portalOrigin } from '@/services/portal';
import { Calls } from './calls';
import { DOCUMENT } from './document';
import { PARTS } from './parts';
import { Problems } from './problems';
import { Answers, Facts, Webhooks } from './schemas';
import { FirstCall, Limits, Reading, Repeating } from './ways';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('developers'))('title') };
}

/** The API for who writes programs, in or out: made from the document that the API itself answers. */
export default async function Developers() {
  const t = await getTranslations('developers');
  const visitor = await currentVisitor();
  const base = DOCUMENT.servers[0]?.url ?? '';
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-muted-foreground">{t('intro')}</p>
        <p className="max-w-prose text-sm text-muted-foreground">
          {t.rich('document', {
            a: (chunks) => (
              <a href={`${base}/openapi.json`} className="text-primary underline underline-offset-2">
                {chunks}
              </a>
            ),
          })}
        </p>
      </PageHeader>
      <div className="grid items-start gap-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Card className="lg:sticky lg:top-4">
          <CardContent>
            <nav aria-label={t('contents')}>
              <p className="mb-2 text-sm font-semibold">{t('contents')}</p>
              <ol className="columns-2 text-sm lg:columns-1">
                {PARTS.map((part) => (
                  <li key={part}>
                    <a
                      href={`#${part}`}
                      className="inline-block py-1 text-primary underline-offset-4 hover:underline"
                    >
                      {t(`sections.${part}`)}
                    </a>
                  </li>
                ))}
              </ol>
            </nav>
          </CardContent>
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <FirstCall
            address={`${portalOrigin()}${base}`}
            mayMakeKeys={visitor.status === 'in' && mayDo(visitor.actor, 'access.change')}
          />
          <Calls />
          <Facts />
          <Answers />
          <Reading />
          <Repeating />
          <Limits />
          <Problems />
          <Webhooks />
        </div>
      </div>
    </div>
  );
}
