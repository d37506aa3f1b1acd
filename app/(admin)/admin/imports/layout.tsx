import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireActor } from '@/app/actor';

/** Who may not see it is answered so before anything is sent. */
export default async function ImportsLayout({ children }: { children: ReactNode }) {
  await requireActor('imports.read');
  const { imports, names } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ imports, names: { refund_reasons: names.refund_reasons } }}>
      {children}
    </NextIntlClientProvider>
  );
}
