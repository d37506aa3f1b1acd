import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireActor } from '@/app/actor';

/** Before anything of a page is sent: then who may not see it is answered so, and not with a skeleton first. */
export default async function AccessLayout({ children }: { children: ReactNode }) {
  await requireActor('access.read');
  const { shell, access, names } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ shell, access, names: { roles: names.roles } }}>
      {children}
    </NextIntlClientProvider>
  );
}
