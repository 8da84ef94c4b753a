import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

/**
 * Asks before the page is left: by a link, by the browser's Back, by closing the tab. The router in use cannot be told
 * to wait, and it hears of Back first: so while something is unsaved, a second entry of the same page lies above it in
 * the history, and Back only comes down to the first.
 */
export function useLeaveGuard(isGuarded: boolean) {
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<() => void>();
  const isOff = useRef(false);
  const isDoubled = useRef(isSecondEntry());
  const guards = useRef(isGuarded);
  guards.current = isGuarded;

  useEffect(() => {
    if (isGuarded && !isDoubled.current) double();
    function double() {
      history.pushState({ ...history.state, doubled: true }, '');
      isDoubled.current = true;
    }
    const onBack = () => {
      if (!isDoubled.current || isOff.current || isSecondEntry()) return;
      isDoubled.current = false;
      if (!guards.current) return history.back();
      double();
      setLeaving(() => () => history.go(-2));
    };
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, [isGuarded]);

  useEffect(() => {
    if (!isGuarded) return undefined;
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (isOff.current || !link || !isPlain || link.target || link.download) return;
      if (link.origin !== location.origin || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      const to = link.pathname + link.search;
      setLeaving(() => () => void navigate(to, { replace: true }));
    };
    const onClose = (event: BeforeUnloadEvent) => {
      if (!isOff.current) event.preventDefault();
    };
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('beforeunload', onClose);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('beforeunload', onClose);
    };
  }, [isGuarded, navigate]);

  return {
    isAsking: leaving !== undefined,
    stay: () => setLeaving(undefined),
    leave: () => {
      isOff.current = true;
      leaving?.();
    },
    /** What comes now has been decided. It takes the place of the second entry. */
    letGo: () => {
      isOff.current = true;
    },
  };
}

function isSecondEntry(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'doubled' in state;
}
