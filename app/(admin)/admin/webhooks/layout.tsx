import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireActor } from '@/app/actor';

/** Before anything of a page is sent: then who may not see it is answered so. */
export default async function WebhooksLayout({ children }: { children: ReactNode }) {
  await requireActor('webhooks.read');
  const { shell, access, webhooks } = await getMessages();
  return <NextIntlClientProvider messages={{ shell, access, webhooks }}>{children}</NextIntlClientProvider>;
}
