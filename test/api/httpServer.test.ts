import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpServer } from '../../api/httpServer';

const folder = mkdtempSync(join(tmpdir(), 'proverka-tls-'));
const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
const names = 'subjectAltName=IP:127.0.0.1';
const make = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=proverka -addext ${names} -keyout ${key} -out ${cert}`;
const { error } = spawnSync('openssl', make.split(' '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Node cannot sign a certificate by itself: a machine without openssl tests the rest.
const withOpenssl = error ? test.skip : test;
withOpenssl(
  `TLS_CERT and TLS_KEY make it serve HTTPS${error ? ' (skipped: openssl is not found)' : ''}`,
  async () => {
    const tls = { cert: readFileSync(cert), key: readFileSync(key) };
    const server = createHttpServer((_request, response) => response.end('over TLS'), tls);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const text = await new Promise<string>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, ca: tls.cert, agent: false };
      const request = https.get(options, (response) => {
        response.setEncoding('utf8').once('data', resolve);
      });
      request.once('error', reject);
    });
    expect(text).toBe('over TLS');
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
);
