import { createTransport } from 'nodemailer';
import type { MailSender } from '../services/notices/send-mails';

const PATIENCE_MS = 20_000;

/** E-mails through an SMTP server: what a sender needs beside the words. */
export function mailTransport({
  url,
  from,
}: {
  url: string;
  from: string;
}): Pick<MailSender, 'send' | 'domain'> {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // Whatever stands in a notice, no e-mail makes us fetch or read anything.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain: /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost',
    async send({ to, subject, text, html, messageId }) {
      await transport.sendMail({
        ...{ from, to, subject, text, html, messageId },
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
  };
}
