import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { mayDo, type Permission, type PersonActor, type Role, type SellerActor } from '@/engine/actor';
import { log } from '@/services/log';
import { portalDatabase } from '@/services/portal';
import { getVisitor, type Visitor } from '@/services/sign-in/get-visitor';

/** Who looks at the page: each page and action asks here, and hands what it gets to the services. */

/** Who is there, signed in or not, once a request. */
export const currentVisitor = cache(
  async (): Promise<Visitor> => getVisitor(portalDatabase(), new Headers(await headers())),
);

/** Where a person begins. */
export function homeOf(actor: PersonActor): string {
  switch (actor.role) {
    case 'seller':
      return '/capital';
    case 'administrator':
      return '/admin/access';
    default:
      return '/admin/assessments';
  }
}

/** The address that is asked for, as the front door notes it (server/), to come back to after signing in. */
async function here(): Promise<string> {
  return (await headers()).get('x-sluice-path') ?? '/';
}

/** One line in the log a request, though its layouts and its page all ask. */
const noteRefusal = cache((requestId: string | null, role: Role, permission: Permission): void => {
  log().warn({ request_id: requestId, role, permission }, 'somebody asked for what is not theirs');
});

/**
 * The person who asks for a page or an action. Who is not signed in is sent to sign in, staff without a second factor
 * to set one; who may not do it gets the page that says so (403).
 */
export async function requireActor(permission: Permission): Promise<PersonActor> {
  const visitor = await currentVisitor();
  if (visitor.status === 'out') redirect(`/sign-in?next=${encodeURIComponent(await here())}`);
  if (visitor.status === 'needs_second_factor' && permission !== 'account.own')
    redirect('/account/second-factor');
  if (!mayDo(visitor.actor, permission)) {
    noteRefusal(visitor.actor.requestId, visitor.actor.role, permission);
    forbidden();
  }
  return visitor.actor;
}

/** The seller who asks; as `requireActor`. */
export async function requireSeller(permission: Permission): Promise<SellerActor> {
  const actor = await requireActor(permission);
  if (actor.role !== 'seller') forbidden();
  return actor;
}
