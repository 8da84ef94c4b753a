import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What the server is to do wrong, once, at the next mail. */
type Fault = 'later' | 'later after data' | 'refuse' | 'drop after data';

export interface ReceivedMail {
  to: string;
  messageId: string;
  subject: string;
  text: string;
  /** False where the server took the mail, and its yes was lost. */
  acknowledged: boolean;
}

/** A mail server as the outside world has them, with its moods. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const faults: Fault[] = [];
  const server = createServer((socket) => converse(socket, received, faults));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Faults of the next mails, one each. */
    fail: (...next: Fault[]) => void faults.push(...next),
    waitingFaults: () => faults.length,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function converse(socket: Socket, received: ReceivedMail[], faults: Fault[]): void {
  let buffer = '';
  let to = '';
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  socket.on('error', () => undefined);
  say('220 test ESMTP');

  const answer = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') {
      if (faults[0] === 'later' || faults[0] === 'refuse')
        return void say(faults.shift() === 'later' ? '450 4.2.1 Mailbox busy' : '550 5.1.1 No such user');
      to = /<(.*)>/.exec(line)?.[1] ?? '';
    }
    if (verb === 'DATA') isData = true;
    say(isData ? '354 Go on' : verb === 'QUIT' ? '221 Bye' : '250 OK');
    if (verb === 'QUIT') socket.end();
  };
  const take = (source: string): void => {
    const fault = faults.shift();
    if (fault === 'later after data') return void say('451 4.3.0 Try again');
    const acknowledged = fault !== 'drop after data';
    received.push({ to, acknowledged, ...parsed(source) });
    if (acknowledged) say('250 Taken');
    else socket.destroy();
  };

  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8');
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (!isData) answer(part);
      else {
        isData = false;
        take(part.replaceAll('\r\n..', '\r\n.'));
      }
    }
  });
}

function parsed(source: string): Pick<ReceivedMail, 'messageId' | 'subject' | 'text'> {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n\s+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
  const body = rest.join('\r\n\r\n');
  const encoding = header('Content-Transfer-Encoding');
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString()
      : encoding === 'quoted-printable'
        ? unquoted(body.replaceAll('=\r\n', ''))
        : body;
  const words = header('Subject').replaceAll(/\?=\s+=\?/g, '?==?');
  const subject = words.replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, coded: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(coded, 'base64').toString()
      : unquoted(coded.replaceAll('_', ' ')),
  );
  return { messageId: header('Message-ID'), subject, text: text.replaceAll('\r\n', '\n') };
}

function unquoted(text: string): string {
  return decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/gi, '%$1'));
}
