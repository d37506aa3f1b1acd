import { redirect } from 'next/navigation';
import { homeOf, requireActor } from './actor';

export default async function Home() {
  redirect(homeOf(await requireActor('account.own')));
}
