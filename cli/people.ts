import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { ROLES, type Role } from '../engine/actor';
import { invitePerson } from '../services/access/invite-person';
import { type ListedPerson, listPeople } from '../services/access/list-people';
import { makePasswordLink } from '../services/access/make-password-link';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { CommandFailure } from './failure';

/** Each command is a form of its own, sent once. */
const form = () => ({ submissionId: randomUUID() });

function roleArgument(text: string): Role {
  const role = ROLES.find((each) => each === text);
  if (role !== undefined) return role;
  throw new CommandFailure(`--role ${text}: must be one of ${ROLES.join(', ')}`, 2);
}

function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function printLink({ link, expiresAt }: { link: string; expiresAt: Date }): void {
  process.stdout.write(`${link} (works once, for a day: until ${minuteOf(expiresAt)})\n`);
}

interface AddOptions {
  email: string;
  name: string;
  role: string;
  merchant?: string;
}

async function add({ email, name, role: roleText, merchant }: AddOptions): Promise<void> {
  const role = roleArgument(roleText);
  const answer = await withBooks((database) =>
    invitePerson(database, operator(), { ...form(), email, name, role, merchantId: merchant ?? null }),
  );
  if (answer.status === 'made') {
    printLink(answer);
    return;
  }
  if (answer.status === 'repeated' || answer.code === 'bad_form')
    throw new Error('the invitation was not made');
  const problems = {
    bad_email: `--email ${email}: must be an e-mail address, such as ada@example.com`,
    bad_name: `--name: must be 1 to 200 characters`,
    merchant_needed: '--role seller goes with --merchant',
    merchant_not_for_staff: `--merchant goes with --role seller, not with ${role}`,
    unknown_merchant: `--merchant ${merchant}: there is no such merchant, or it has not opened`,
    email_taken: `--email ${email}: a person has it already; sluice people link makes them a new link`,
  };
  throw new CommandFailure(problems[answer.code], 2);
}

async function link({ email }: { email: string }): Promise<void> {
  const answer = await withBooks((database) => makePasswordLink(database, operator(), { ...form(), email }));
  if (answer.status === 'made') {
    printLink(answer);
    return;
  }
  if (answer.status === 'repeated' || answer.code === 'bad_form') throw new Error('the link was not made');
  const problems = {
    unknown_person: 'nobody has it; sluice people list lists everybody',
    yourself: 'is you',
    person_ended: 'was ended; an administrator can restore them',
    demo_person: 'is one of the demo, and signs in by a button',
  };
  throw new CommandFailure(`--email ${email}: ${problems[answer.code]}`, 2);
}

function stateOf(person: ListedPerson): string {
  const words = [person.hasSecondFactor ? 'second factor' : 'no second factor'];
  if (person.isDemo) words.push('demo');
  if (person.endedAt !== null) words.push(`ended ${person.endedAt.toISOString().slice(0, 10)}`);
  return words.join(', ');
}

async function list(): Promise<void> {
  const people = await withBooks(async (database) => {
    const all: ListedPerson[] = [];
    let cursor: string | null = null;
    do {
      const page = await listPeople(database, operator(), { cursor, limit: 1000 });
      all.push(...page.people);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  });
  const rows = people.map((person) => [person.email, person.role, person.merchantId ?? '-', stateOf(person)]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  for (const [index, row] of rows.entries()) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    process.stdout.write(`${[...cells, people[index]?.name ?? ''].join('  ')}\n`);
  }
}

export function addPeople(program: Command): void {
  const people = program.command('people').description('Who may come in, and links that let them in.');
  people
    .command('add')
    .description('Invite somebody: prints the link that makes them a person, which works once, for a day.')
    .requiredOption('--email <email>', 'their e-mail, which they sign in with')
    .requiredOption('--name <name>', 'their name')
    .requiredOption('--role <role>', `one of ${ROLES.join(', ')}`)
    .option('--merchant <id>', "a seller's merchant")
    .action(add);
  people.command('list').description('Everybody: e-mail, role, merchant, second factor, name.').action(list);
  people
    .command('link')
    .description('Print a link by which a person sets a new password, which works once, for a day.')
    .requiredOption('--email <email>', 'the e-mail that they sign in with')
    .action(link);
}
