import { noticeMail } from '../components/notice-mail';
import type { Database } from '../db/client';
import { mailTransport } from '../server/mail-transport';
import type { Settings } from '../server/settings';
import type { RecurringTask } from '../server/worker';
import { makeNotices } from '../services/notices/make-notices';
import { sendMails } from '../services/notices/send-mails';
import { operator } from '../services/operator';

const EVERY_MINUTE = '* * * * *';

/** Telling stores what happened, and, where there is a mail server, sending the e-mails of it. */
export function noticeTasks(
  database: Database,
  { mail, origin }: Pick<Settings, 'mail' | 'origin'>,
): RecurringTask[] {
  const tasks: RecurringTask[] = [
    {
      name: 'make_notices',
      when: EVERY_MINUTE,
      run: async () => void (await makeNotices(database, operator())),
    },
  ];
  if (mail === null) return tasks;
  const transport = mailTransport(mail);
  const sender = {
    ...transport,
    write: (written: Parameters<typeof noticeMail>[0]) => noticeMail(written, origin?.origin ?? null),
  };
  tasks.push({
    name: 'send_mails',
    when: EVERY_MINUTE,
    run: async (isStopping) => void (await sendMails(database, operator(), sender, { isStopping })),
  });
  return tasks;
}
