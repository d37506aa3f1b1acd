import { redirect } from 'next/navigation';
import { currentPerson, homeOf } from './person';

export default async function Home() {
  redirect(homeOf(await currentPerson()));
}
