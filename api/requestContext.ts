import type { Locale, UserActor } from '../domain/actor';

/** What a handler may know of the request besides its validated input. */
export interface PublicContext {
  locale: Locale;
  requestId: string;
  /** The socket's remote address; forwarded headers are not believed. */
  address: string;
}

export interface RequestContext extends PublicContext {
  actor: UserActor;
  sessionId: string;
}
