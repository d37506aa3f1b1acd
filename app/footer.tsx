import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { currentVisitor } from './actor';

const LINK = 'text-primary underline underline-offset-2 hover:no-underline';

/** The foot of every page: where the API is told, and to who is signed in, the rules. */
export async function Footer() {
  const t = await getTranslations('shell');
  const isIn = (await currentVisitor()).status === 'in';
  return (
    <footer className="mx-auto flex max-w-7xl flex-wrap gap-x-6 gap-y-2 border-t px-4 py-4 text-sm sm:px-6">
      {isIn && (
        <Link href="/rules" className={LINK}>
          {t('rules')}
        </Link>
      )}
      <Link href="/developers" className={LINK}>
        {t('developers')}
      </Link>
    </footer>
  );
}
