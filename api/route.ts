import type { Static, TNever, TObject, TSchema } from '@sinclair/typebox';
import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '../domain/errors';
import type { RawJson, Reply } from './reply';
import type { PublicContext, RequestContext } from './requestContext';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The schema of the body by status. */
export type Returns = Readonly<Record<number, TSchema>>;

export interface UploadedFile {
  name: string;
  content: Buffer;
  /** As the client claims: sniff before believing. */
  content_type: string;
  size_bytes: number;
}

/** One file in the named part, and text parts beside it. */
export interface Multipart<F extends TSchema> {
  file: string;
  file_required: boolean;
  fields: F;
}

export interface RouteInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** Present when the request was multipart and held a file. */
  file?: UploadedFile;
  headers: IncomingHttpHeaders;
}

type BodyAt<R extends Returns, S extends keyof R> = R[S] extends TSchema ? Static<R[S]> : never;
type BodyOf<R extends Returns> = { [S in keyof R]: BodyAt<R, S> }[keyof R];
type ReplyOf<R extends Returns> = { [S in keyof R & number]: Reply<S, BodyAt<R, S> | RawJson> }[keyof R &
  number];

interface Document<R extends Returns> {
  method: Method;
  /** Below /api/v1, parameters in braces: `/checks/{check_id}/answer`. A trailing slash makes no difference. */
  path: string;
  summary: string;
  description?: string;
  tag: string;
  returns: R;
  /** Refusals beyond those that any such route can give (validation, sign-in, access, outage). */
  refuses: readonly ErrorCode[];
  /** 1 MiB unless stated. */
  bodyLimitBytes?: number;
  /** Takes the body as application/x-www-form-urlencoded too. */
  form?: boolean;
  /** Request headers that the handler reads, with what they are for: documentation only. */
  headers?: Readonly<Record<string, string>>;
  /**
   * What a repeat under the same Idempotency-Key does after a crash. Usually the whole act is one transaction with its
   * reply. Where it is not (the act waits for a process, or is committed with others'), the handler resumes it by
   * `ctx.command`. Handlers must reach the database through `services`, and route lists hold no state: for a keyed
   * request they are made anew over the transaction.
   */
  repeat?: 'resumes';
  /** Of the request body. */
  example?: unknown;
  operationId?: string;
}

export interface RouteSpec<
  P extends TObject | TNever,
  Q extends TObject | TNever,
  B extends TSchema,
  F extends TObject | TNever,
  R extends Returns,
  A extends 'required' | 'none',
> extends Document<R> {
  params?: P;
  query?: Q;
  body?: B;
  multipart?: Multipart<F>;
  auth?: A;
  handle: (
    ctx: A extends 'none' ? PublicContext : RequestContext,
    input: RouteInput<Static<P>, Static<Q>, Static<B> | Static<F>>,
  ) => Promise<BodyOf<R> | RawJson | ReplyOf<R>>;
}

/** A route without its types: what the application mounts and the OpenAPI document lists. */
export interface Route extends Document<Returns> {
  params?: TObject | TNever;
  query?: TObject | TNever;
  body?: TSchema;
  multipart?: Multipart<TObject | TNever>;
  auth: 'required' | 'none';
  // A method, so that handlers with narrower inputs fit: `mountRoute` validates by the very schemas they are typed by.
  handle(ctx: PublicContext, input: RouteInput<unknown, unknown, unknown>): Promise<unknown>;
}

/**
 * One endpoint: its schema, refusals and handler in one place, from which validation and OpenAPI are made.
 * The handler returns the body for the first (lowest) status of `returns`, or `reply(status, body, headers)`.
 */
export function route<
  R extends Returns,
  P extends TObject | TNever = TNever,
  Q extends TObject | TNever = TNever,
  B extends TSchema = TNever,
  F extends TObject | TNever = TNever,
  A extends 'required' | 'none' = 'required',
>(spec: RouteSpec<P, Q, B, F, R, A>): Route {
  const { handle, auth, ...document } = spec;
  return {
    ...document,
    auth: auth ?? 'required',
    handle: (ctx, input) =>
      handle(ctx as Parameters<typeof handle>[0], input as Parameters<typeof handle>[1]),
  };
}
