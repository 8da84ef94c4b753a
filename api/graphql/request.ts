import { Type } from '@sinclair/typebox';
import type { RequestParams } from 'graphql-http';
import type { Context } from 'koa';
import { DomainError } from '../../domain/errors';
import { invalid, readText } from '../input/readText';
import { nullable } from '../schemas';
import { badTexts } from '../schema/badTexts';
import { compileExact } from '../schema/compile';
import { LIMITS } from './limits';

const Members = Type.Record(Type.String(), Type.Unknown());

const checkRequest = compileExact(
  Type.Object({
    query: Type.String({ minLength: 1 }),
    operationName: Type.Optional(nullable(Type.String())),
    variables: Type.Optional(nullable(Members)),
    extensions: Type.Optional(nullable(Members)),
  }),
);

/** The one query of a request; an array of queries is refused. @throws DomainError */
export async function readRequest(ctx: Context): Promise<RequestParams> {
  const given = ctx.method === 'POST' ? await fromBody(ctx) : fromQuery(ctx.querystring);
  const unreadable = badTexts(given);
  const faults = unreadable.length > 0 ? unreadable : checkRequest(given);
  if (faults.length > 0) throw new DomainError('request.invalid', { faults });
  // The schema above is that of RequestParams.
  return given as RequestParams;
}

async function fromBody(ctx: Context): Promise<unknown> {
  if (!ctx.is('application/json')) throw new DomainError('request.media_type');
  return parsed(await readText(ctx.req, LIMITS.bodyBytes));
}

function fromQuery(querystring: string): unknown {
  const given = Object.fromEntries(new URLSearchParams(querystring));
  for (const name of ['variables', 'extensions'])
    if (given[name] !== undefined) given[name] = parsed(given[name]);
  return given;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON.parse gives any; the schema judges it next
function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('json');
  }
}
