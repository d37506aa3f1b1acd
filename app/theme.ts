import { cookies } from 'next/headers';
import { isTheme, THEME_COOKIE, type Theme } from '@/components/themes';

/** The colours that the person chose. */
export async function currentTheme(): Promise<Theme> {
  const text = (await cookies()).get(THEME_COOKIE)?.value;
  return isTheme(text) ? text : 'system';
}
