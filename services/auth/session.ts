import type { UserActor } from '../../domain/actor';
import type { Services } from '../context';
import { ACCESS_TOKEN_SECONDS, createRefreshToken, signAccessToken } from './tokens';

/** A session ends when it is not refreshed for so long. */
const SESSION_MS = 30 * 24 * 60 * 60_000;

export interface SignedIn {
  access_token: string;
  token_type: 'bearer';
  expires_in: number;
  refresh_token: string;
}

/** The tokens of a session from now on, and what its row keeps of them. */
export function issueTokens(
  { tokens, now }: Pick<Services, 'tokens' | 'now'>,
  actor: UserActor,
  sessionId: string,
) {
  const at = now();
  const refresh = createRefreshToken(sessionId, tokens.secret);
  const signedIn: SignedIn = {
    access_token: signAccessToken(actor, sessionId, tokens.secret, at),
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refresh.token,
  };
  return {
    signedIn,
    row: { refresh_hash: refresh.hash, refreshed_at: at, expires_at: new Date(at.getTime() + SESSION_MS) },
  };
}
