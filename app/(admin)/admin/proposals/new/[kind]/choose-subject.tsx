import { Search } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { ProposalGround } from '@/services/proposals/get-proposal-ground';
import type { NewKind } from './kinds';

interface ChooseSubjectProps {
  kind: NewKind;
  /** What was written. */
  written: string | null;
  ground: ProposalGround;
}

/** Which store a proposal is about, or which order: by id, or by a part of the store's name. */
export function ChooseSubject({ kind, written, ground }: ChooseSubjectProps) {
  const t = useTranslations('proposals.new');
  const isOrder = kind === 'correction';
  const name = isOrder ? 'order' : 'merchant';
  const action = `/admin/proposals/new/${kind}`;
  const { stores, hasMore } = ground;
  return (
    <Card aria-labelledby="subject">
      <CardHeader>
        <CardTitle id="subject">{t(isOrder ? 'order' : 'stores')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <search aria-label={t(isOrder ? 'order_search' : 'store_search')}>
          <Form action={action} className="flex flex-wrap items-end gap-3">
            <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1.5 sm:max-w-md">
              <Label htmlFor={name}>{t(isOrder ? 'order_search' : 'store_search')}</Label>
              <Input
                id={name}
                name={name}
                type="search"
                maxLength={200}
                required
                defaultValue={written ?? ''}
                placeholder={t(isOrder ? 'order_example' : 'store_example')}
              />
            </div>
            <Button type="submit" variant="outline">
              <Search aria-hidden="true" />
              {t('find')}
            </Button>
          </Form>
        </search>
        {isOrder && written !== null && (
          <p role="status" className="text-sm font-medium text-bad">
            {t('order_none', { order: written })}
          </p>
        )}
        {!isOrder && stores.length === 0 && (
          <p role="status" className="text-sm font-medium text-bad">
            {t('stores_none')}
          </p>
        )}
        {stores.length > 0 && (
          <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
            {stores.map((store) => (
              <li key={store.merchantId}>
                <Link
                  href={`${action}?merchant=${encodeURIComponent(store.merchantId)}`}
                  className="flex flex-col rounded-md border px-3 py-2 text-sm hover:bg-muted"
                >
                  <span className="font-medium">{store.name ?? store.merchantId}</span>
                  <span className="font-mono text-xs text-muted-foreground">{store.merchantId}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {hasMore && <p className="text-sm text-muted-foreground">{t('stores_more')}</p>}
      </CardContent>
    </Card>
  );
}
