'use server';

import { cookies } from 'next/headers';
import { isLocale, LOCALE_COOKIE } from '@/components/i18n/locales';
import { isTheme, THEME_COOKIE } from '@/components/themes';
import { portalDatabase, portalOrigin } from '@/services/portal';
import { keepLocale } from '@/services/sign-in/keep-locale';
import { currentVisitor } from './actor';

/** What a person chooses for themselves, kept in cookies. Each is a plain form, so it works without a script. */

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

async function keep(name: string, value: string): Promise<void> {
  (await cookies()).set(name, value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: portalOrigin().startsWith('https:'),
    path: '/',
    maxAge: ONE_YEAR_SECONDS,
  });
}

/** The field's text; none also where what was sent is no form at all. */
function textOf(form: FormData, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === 'string' ? value : '';
}

export async function chooseLocale(form: FormData): Promise<void> {
  const locale = textOf(form, 'locale');
  if (!isLocale(locale)) return;
  await keep(LOCALE_COOKIE, locale);
  const visitor = await currentVisitor();
  // E-mails are in it too.
  if (visitor.status !== 'out') await keepLocale(portalDatabase(), visitor.actor, locale);
}

export async function chooseTheme(form: FormData): Promise<void> {
  const theme = textOf(form, 'theme');
  if (isTheme(theme)) await keep(THEME_COOKIE, theme);
}
