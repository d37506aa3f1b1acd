import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps what it is sent. */
export interface MailCatcher {
  url: string;
  mails: ParsedMail[];
  /** Refuses the next so many e-mails, for now. */
  refuse(count: number): void;
  close(): Promise<void>;
}

export async function catchMails(): Promise<MailCatcher> {
  const mails: ParsedMail[] = [];
  let refusals = 0;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onAuth: ({ username, password }, _session, answer) =>
      password === 'p@ss' ? answer(null, { user: username }) : answer(new Error('wrong password')),
    onData(stream, _session, answer) {
      if (refusals > 0) {
        refusals -= 1;
        stream.resume();
        stream.on('end', () => answer(Object.assign(new Error('come back later'), { responseCode: 451 })));
        return;
      }
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        answer();
      }, answer);
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://sluice:p%40ss@127.0.0.1:${port}`,
    mails,
    refuse(count) {
      refusals = count;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
