import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { homeOf } from '@/app/actor';
import type { PersonActor } from '@/engine/actor';
import { portalDatabase } from '@/services/portal';
import { getVisitor, type Visitor } from '@/services/sign-in/get-visitor';

/** Whether a page lies on the side of the portal that is not the person's: it was asked for as somebody else. */
function isOfOthers(path: string, { role }: PersonActor): boolean {
  return path.startsWith(role === 'seller' ? '/admin' : '/capital');
}

/** Where somebody who is signed in goes on to: where they wanted to go, else home. */
export function wayOn(visitor: Exclude<Visitor, { status: 'out' }>, next: string | null): string {
  if (visitor.status === 'needs_second_factor') return '/account/second-factor';
  return next === null || isOfOthers(next, visitor.actor) ? homeOf(visitor.actor) : next;
}

/** Sends somebody on who has signed in with this very request: by the cookies that it sets, not those that it brought. */
export async function arrive(next: string | null): Promise<never> {
  const now = new Headers(await headers());
  const pairs = (await cookies()).getAll().map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  now.set('cookie', pairs.join('; '));
  const visitor = await getVisitor(portalDatabase(), now);
  redirect(visitor.status === 'out' ? '/sign-in' : wayOn(visitor, next));
}
