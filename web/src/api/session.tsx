import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { components } from '../../generated/api';
import { useQueryClient } from '@tanstack/react-query';
import { accessToken } from './accessToken';
import {
  ApiProblem,
  api,
  signIn as open,
  signOut as close,
  refresh,
  whenDenied,
  whenOther,
  whenSignedOut,
} from './client';
import { forgetLinks } from './fileLink';
import { forget, forgetChecks, forgetUnsent, keep, kept } from './store';

export type Me = components['schemas']['Me'];

interface Session {
  /** Undefined while it is not known yet; null when nobody is signed in. */
  user: Me | null | undefined;
  permissions: readonly string[];
  /** The session ended by itself: what is kept on the device stays. */
  hasLapsed: boolean;
  /** Reads anew who this is and what they may do. */
  reload(): Promise<void>;
  signIn(username: string, password: string): Promise<void>;
  /** What was not sent waits on the device until the person signs in again, unless it is to be lost. */
  signOut(unsent?: 'keep' | 'lose'): Promise<void>;
}

/** Coming back to the page after so long, one may have got another role. */
const STALE_MS = 60_000;

const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A page stands outside of the session');
  return session;
}

/** The signed-in person, as far as is known also without network. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [user, setUser] = useState<Me | null | undefined>(undefined);
  const [hasLapsed, setLapsed] = useState(false);
  const queries = useQueryClient();

  const load = useCallback(async () => {
    const me = await api.get<Me>('/auth/me');
    const before = await kept<Me>('me');
    if (before && before.id !== me.id) {
      await forgetChecks();
      queries.clear();
      forgetLinks();
    }
    await keep('me', me);
    setUser(me);
    setLapsed(false);
  }, [queries]);

  useEffect(() => {
    whenSignedOut(() => {
      setLapsed(true);
      setUser(null);
    });
    whenDenied(() => void load().catch(() => undefined));
    whenOther(() => void load().catch(() => setUser(null)));
    // Whoever was signed in last goes on at once with what is kept; whether they still may is asked meanwhile.
    void lastPerson().then((known) => known && setUser((user) => (user === undefined ? known : user)));
    resume(load).then(
      (known) => known !== undefined && setUser(known),
      () => setUser(null),
    );
  }, [load]);

  useEffect(() => {
    let readAt = Date.now();
    const again = () => {
      if (document.hidden || !accessToken.get() || Date.now() - readAt < STALE_MS) return;
      readAt = Date.now();
      load().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', again);
    return () => document.removeEventListener('visibilitychange', again);
  }, [load]);

  const session = useMemo(
    (): Session => ({
      user,
      permissions: user?.permissions ?? [],
      hasLapsed,
      reload: load,
      async signIn(username, password) {
        await open(username, password);
        await load();
      },
      async signOut(unsent = 'keep') {
        await close();
        if (user && unsent === 'lose') await forgetUnsent(user.id);
        await forget();
        setLapsed(false);
        setUser(null);
        queries.clear();
        forgetLinks();
      },
    }),
    [user, hasLapsed, load, queries],
  );
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

async function lastPerson(): Promise<Me | undefined> {
  return (await kept('refresh_token')) ? kept<Me>('me') : undefined;
}

/** While the server cannot be reached whoever was signed in last goes on with what is kept on the device. */
async function resume(load: () => Promise<void>): Promise<Me | null | undefined> {
  try {
    if (!accessToken.get() && !(await refresh())) return null;
    await load();
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status === 401) throw error;
    return (await kept<Me>('me')) ?? null;
  }
}
