'use client';

import en from '@/components/i18n/messages/en/shell.json';
import zh from '@/components/i18n/messages/zh/shell.json';
import { Button } from '@/components/ui/button';
import './globals.css';

const LANGUAGES = [
  { lang: 'en', words: en.error },
  { lang: 'zh-CN', words: zh.error },
];

/**
 * What is shown where not even the frame of a page could be put together, as when the database is away: nobody knows
 * then which language was chosen, so it says it in each.
 */
export default function FailedFrame({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <head>
        <title>Sluice</title>
      </head>
      <body className="min-h-dvh antialiased">
        <main role="alert" className="mx-auto max-w-prose space-y-8 px-6 py-12">
          {LANGUAGES.map(({ lang, words }) => (
            <div key={lang} lang={lang} className="space-y-3">
              <h1 className="text-base font-semibold">{words.title}</h1>
              <p className="text-sm text-muted-foreground">
                {words.what.replace('{digest}', error.digest ?? '–')}
              </p>
            </div>
          ))}
          {/* A plain form: it asks for the same address again, with or without a script. */}
          <form>
            <Button type="submit">
              {en.error.again} · {zh.error.again}
            </Button>
          </form>
        </main>
      </body>
    </html>
  );
}
