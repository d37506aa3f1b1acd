import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { currentVisitor } from './actor';

/** The foot of every page, for who is signed in: where the rules are told. */
export async function Footer() {
  const t = await getTranslations('shell');
  if ((await currentVisitor()).status !== 'in') return null;
  return (
    <footer className="mx-auto max-w-7xl border-t px-4 py-4 text-sm sm:px-6">
      <Link href="/rules" className="text-primary underline underline-offset-2 hover:no-underline">
        {t('rules')}
      </Link>
    </footer>
  );
}
