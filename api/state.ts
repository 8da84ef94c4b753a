import type { UserActor } from '../domain/actor';

/** What the middleware leaves for each other in `ctx.state`. */
export interface ApiState {
  requestId: string;
  /** Of the client, as far as it can be believed. */
  address: string;
  actor?: UserActor;
  sessionId?: string;
  /** Of the access token. */
  tokenExpiresAt?: Date;
  /** The route's path with its parameters in braces, for logs and metrics. */
  route?: string;
  /** The code of the problem that was sent, of a GraphQL reply the first, for metrics. */
  problem?: string;
  /** An unforeseen error, which the access log tells of with its stack. */
  failure?: unknown;
}
