import { DomainError } from '../../domain/errors';
import type { Services } from '../../services/context';
import { EventStream } from '../eventStream';
import { reply } from '../reply';
import { type Route, route } from '../route';
import { binary } from '../schemas';

const DESCRIPTION = `Server-sent events, for a client that reads with its Authorization header. Each has an \`event\`,
\`data\` in JSON and, but for hints, an \`id\`:

- \`check\`, \`action\`, \`report\`, \`schedule\`, \`template\`, \`area\`, \`calendar\`: \`{id, area_id?, status?, check_id?}\` changed:
  read it anew. \`gone: true\`: it is no longer yours to see. Only what you may read is told, with no names or values.
- \`notice\`: you were told something, or read it elsewhere.
- \`ready\`: what follows is live. \`beat\`: nothing has happened; if none comes for 45 s, connect anew.
- \`reset\`: read everything anew: you were away for longer than is kept, too much happened at once, or your rights changed.
- \`end\`: \`{reason}\`, one of \`session_ended\`, \`token_expired\`, \`server_stops\`. Whoever reads too slowly is cut off without it.

Connect again with \`Last-Event-ID\` (the last \`id\`): changes since then come first, each subject once, as it is now. Ids
hold for every server of the plant. A user has at most 8 streams.`;

export function eventRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/events',
      tag: 'Live',
      summary: 'What changes, as it changes',
      description: DESCRIPTION,
      headers: { 'Last-Event-ID': 'The `id` of the last event that you have seen' },
      returns: { 200: binary('text/event-stream') },
      refuses: ['live.too_many_streams'],
      handle: async ({ actor, sessionId, tokenExpiresAt }, { headers }) => {
        if (!services.live) throw new DomainError('service.unavailable');
        const stream = new EventStream();
        const reader = { actor, sessionId, expiresAt: tokenExpiresAt, sink: stream };
        const leave = await services.live.join(reader, sinceOf(headers['last-event-id']));
        stream.once('close', leave);
        return reply(200, stream, {
          'Content-Type': 'text/event-stream; charset=utf-8',
          'Cache-Control': 'no-store',
          // Proxies such as nginx would hold events back.
          'X-Accel-Buffering': 'no',
        });
      },
    }),
  ];
}

/** What is no number of ours is answered by a reset. */
function sinceOf(header: string | string[] | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : Number.MAX_SAFE_INTEGER;
}
