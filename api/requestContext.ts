import type { Locale, UserActor } from '../domain/actor';
import type { RequestCommand } from '../services/context';

/** What a handler may know of the request besides its validated input. */
export interface PublicContext {
  locale: Locale;
  requestId: string;
  /** Of the client, as far as it can be believed. */
  address: string;
}

export interface RequestContext extends PublicContext {
  actor: UserActor;
  sessionId: string;
  tokenExpiresAt: Date;
  /** Of a request with an Idempotency-Key, on a route that resumes its act. */
  command?: RequestCommand;
}
