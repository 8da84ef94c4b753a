import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useSession } from '../api/session';
import { useOutbox } from '../executor/outboxState';

const SignOutDialog = lazy(async () => ({ default: (await import('./SignOutDialog')).SignOutDialog }));

/** Signs out, after a question where something has not been sent. */
export function useSignOut(): { ask: () => void; dialog: ReactNode } {
  const { signOut } = useSession();
  const { unsent } = useOutbox();
  const [isAsked, setAsked] = useState(false);
  return {
    ask: () => (unsent.length > 0 ? setAsked(true) : void signOut()),
    dialog: isAsked && (
      <Suspense>
        <SignOutDialog onClose={() => setAsked(false)} />
      </Suspense>
    ),
  };
}
