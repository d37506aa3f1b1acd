import { createTransport } from 'nodemailer';
import type { MailSender, OutgoingMail } from '../services/notices/send-mails';

const PATIENCE_MS = 20_000;

/** An e-mail to one or to several, whose text may be all there is of it. */
export interface AnyMail extends Omit<OutgoingMail, 'to' | 'html'> {
  to: OutgoingMail['to'] | string[];
  html?: string;
}

/** E-mails through an SMTP server: what a sender needs beside the words. */
export function mailTransport({ url, from }: { url: string; from: string }): {
  domain: MailSender['domain'];
  send(mail: AnyMail): Promise<void>;
} {
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
