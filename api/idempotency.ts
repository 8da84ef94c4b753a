import { createHmac } from 'node:crypto';
import type { Context } from 'koa';
import type { Database } from '../db/database';
import type { KeptReply } from '../db/repositories/idempotencyKeys';
import { DomainError } from '../domain/errors';
import type { RequestCommand, Services } from '../services/context';
import type { KeyedRequest } from '../services/idempotency/heldKey';
import { replyOnce } from '../services/idempotency/replyOnce';
import { resumeOnce } from '../services/idempotency/resumeOnce';
import type { ReceivedBody } from './input/readBody';
import { sendProblem } from './middleware/problems';
import { STATUS_OF } from './problem';
import type { Route } from './route';
import type { ApiState } from './state';

type RequestState = Context & { state: ApiState };
type Handle = Route['handle'];

export interface IdempotencyDeps {
  services: Services;
  /** The route's handler over another view of the database. */
  handleWithin: (db: Database) => Handle;
}

/** Puts the reply to the request into the context, by a handler and with what an earlier attempt may have begun. */
export type Answer = (handle: Handle, command?: RequestCommand) => Promise<void>;

const VISIBLE = /^[\x21-\x7e]{1,255}$/;
/** Those of one reply alone: no other may be sent with them. */
const OWN_HEADERS = ['Content-Type', 'Location', 'ETag', 'Content-Disposition'];
const KEPT_HEADERS = [...OWN_HEADERS, 'Cache-Control', 'Vary'];

/** Signing in has ways of its own to be repeated, and its replies are secrets that nobody should keep. */
export const takesKey = ({ method, auth, path }: Route): boolean =>
  method === 'post' && auth === 'required' && !path.startsWith('/auth/');

/** Answers a request with an Idempotency-Key: the first time as usual, later as the first time. */
export function keyedReplies(
  route: Route,
  { services, handleWithin }: IdempotencyDeps,
): (ctx: RequestState, received: ReceivedBody, answer: Answer) => Promise<void> {
  return async (ctx, received, answer) => {
    const request = keyedRequest(ctx, services, received);
    try {
      const { reply, replayed } =
        route.repeat === 'resumes'
          ? await resumeOnce(services, request, (command) => kept(ctx, answer(route.handle, command)))
          : await replyOnce(services, request, (db) => kept(ctx, answer(handleWithin(db))));
      if (replayed) replay(ctx, reply);
    } catch (error) {
      for (const name of OWN_HEADERS) ctx.remove(name);
      throw error;
    }
  };
}

/** @throws DomainError `request.invalid` for a key of another form */
function keyedRequest(ctx: RequestState, { tokens }: Services, received: ReceivedBody): KeyedRequest {
  const key = ctx.get('Idempotency-Key');
  if (!VISIBLE.test(key))
    throw new DomainError('request.invalid', {
      faults: [
        { path: 'Idempotency-Key', code: 'field.bad_format', params: { expected: 'idempotency_key' } },
      ],
    });
  // Keyed, since a body may hold a password: a plain hash in a stolen database would let it be guessed.
  const hash = createHmac('sha256', tokens.secret);
  const add = (part: string | Buffer) => hash.update(`${part.length}:`).update(part);
  add(`Idempotency-Key ${ctx.method}`);
  add(ctx.path.replace(/\/$/, ''));
  add(ctx.querystring);
  received.parts.forEach(add);
  return { userId: ctx.state.actor?.user_id ?? '', key, hash: hash.digest() };
}

/** The reply that `answering` leaves in the context. Refusals are replies too, except those that a repeat may escape. */
async function kept(ctx: RequestState, answering: Promise<void>): Promise<KeptReply> {
  try {
    await answering;
  } catch (error) {
    if (!(error instanceof DomainError) || !isKept(STATUS_OF[error.code])) throw error;
    sendProblem(ctx, error);
  }
  const { status, body } = ctx;
  if (body !== null && typeof body !== 'string' && !Buffer.isBuffer(body))
    throw new Error(`${ctx.path} replies with what cannot be kept for an Idempotency-Key`);
  return {
    status,
    headers: Object.fromEntries(
      KEPT_HEADERS.map((name) => [name, ctx.response.get(name)]).filter(([, value]) => value),
    ) as Record<string, string>,
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

const isKept = (status: number): boolean => status !== 401 && status !== 429 && status < 500;

function replay(ctx: Context, { status, headers, body }: KeptReply): void {
  ctx.status = status;
  ctx.body = body;
  ctx.status = status;
  ctx.set(headers);
  ctx.set('Idempotent-Replayed', 'true');
}
