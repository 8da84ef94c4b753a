import { v7 as uuidv7 } from 'uuid';
import type { Route } from '../../api/route';
import type { UserActor } from '../../domain/actor';
import { loadSession } from '../../services/auth/loadSession';
import { actorOf } from '../../services/auth/actorOf';
import { issueTokens } from '../../services/auth/session';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '../../services/auth/tokens';
import type { Services } from '../../services/context';
import { type Answer, type CallOptions, type Sample, startSample } from '../api/startSample';

export interface SignedInApi extends Sample {
  /** Calls with a real session of this user, begun at the first call. */
  as(user: UserActor, method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** A further session of the user: its access token. */
  signIn(user: UserActor): Promise<string>;
}

/** The routes over HTTP, with sessions as the database holds them. */
export async function startSignedInApi(routes: readonly Route[], services: Services): Promise<SignedInApi> {
  const sample = await startSample(routes, {
    loadSession: loadSession(services),
    config: { jwt: { key: services.tokens.secret, issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE } },
  });
  const tokens = new Map<string, string>();

  async function signIn({ user_id }: UserActor): Promise<string> {
    const person = await services.db.read.people.find(user_id);
    if (!person) throw new Error('There is no such user');
    const id = uuidv7();
    const { row, signedIn } = issueTokens(services, actorOf(person), id);
    const created = { created_at: row.refreshed_at, address: '10.0.0.9', user_agent: 'test' };
    await services.db.read.sessions.insert({ ...row, ...created, id, user_id });
    return signedIn.access_token;
  }
  return {
    ...sample,
    signIn,
    async as(user, method, path, options = {}) {
      const token = tokens.get(user.user_id) ?? (await signIn(user));
      tokens.set(user.user_id, token);
      return sample.call(method, path, { token, ...options });
    },
  };
}
