import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Config } from '../platform/config';

/** The API as processes of this machine reach it, whatever its public address. */
export function localApi({ host, port, tls }: Config['http']): string {
  const here = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `${tls ? 'https' : 'http'}://${here}:${port}`;
}

/** The status of an answer; undefined when there is none in time. A certificate is not asked whether it is genuine. */
export function statusOf(url: string, body?: object): Promise<number | undefined> {
  const options = {
    timeout: body ? 15_000 : 2_000,
    rejectUnauthorized: false,
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' } }),
  };
  return new Promise((answer) => {
    const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, options, (response) => {
      response.resume();
      answer(response.statusCode);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => answer(undefined));
    request.end(body && JSON.stringify(body));
  });
}
