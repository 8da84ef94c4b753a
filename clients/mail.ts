import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';

export interface MailOptions {
  /** `smtp://user:password@host:port`, or `smtps://…`. */
  url: string;
  from: string;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same for each try of one mail: becomes its Message-ID, by which a repeat can be told. */
  key: string;
}

export interface Mailer {
  /**
   * True once the server has taken the mail, false if it refuses it for good. Throws when the mail may pass later;
   * it may then have been taken all the same, since the server's yes can get lost: at least once, not exactly once.
   */
  send(mail: Mail): Promise<boolean>;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

export function createMailer({ url, from }: MailOptions): Mailer {
  const transport = createTransport(
    { url, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');

  return {
    async send({ to, subject, text, key }) {
      const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
      const messageId = `<${id}@${domain}>`;
      try {
        await transport.sendMail({ to: { name: '', address: to }, subject, text, messageId });
        return true;
      } catch (error) {
        if (isFinal(error)) return false;
        throw error;
      }
    },
  };
}

/** Whether the server takes our name and password. @throws Error with its words */
export async function checkMail({ url }: Pick<MailOptions, 'url'>): Promise<void> {
  const transport = createTransport({ url, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS });
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

/** The address or the mail itself is refused; whatever else, also a wrong password of ours, can be put right. */
function isFinal(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
}
