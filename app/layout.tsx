import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import './globals.css';
import { Footer } from './footer';
import { Header } from './header';
import { currentTheme } from './theme';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    description: t('description'),
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = await currentTheme();
  const t = await getTranslations('shell');
  // What runs in the browser says little: what a failed page says.
  const { shell } = await getMessages();
  return (
    <html lang={locale === 'zh' ? 'zh-CN' : locale} className={theme === 'system' ? undefined : theme}>
      <body className="min-h-dvh antialiased">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-primary focus:px-4 focus:py-2 focus:text-primary-foreground"
        >
          {t('skip')}
        </a>
        <NextIntlClientProvider messages={{ shell }}>
          <Header theme={theme} />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto max-w-7xl px-4 py-6 outline-none sm:px-6 sm:py-8"
          >
            {children}
          </main>
          <Footer />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
