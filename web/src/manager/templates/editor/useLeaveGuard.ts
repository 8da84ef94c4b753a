import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

/**
 * Asks before the page is left: by a link, by the browser's Back, by closing the tab. The router in use has no
 * guard of its own, so links and history are watched here; `idx` is where it keeps a page's place in the history.
 */
export function useLeaveGuard(isGuarded: boolean) {
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<() => void>();
  const isOff = useRef(false);

  useEffect(() => {
    if (!isGuarded) return undefined;
    const place = placeNow();
    let isReturning = false;
    const ask = (leave: () => void) => setLeaving(() => leave);

    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (
        isOff.current ||
        !link ||
        !isPlain ||
        link.target ||
        link.download ||
        link.origin !== location.origin
      )
        return;
      const to = link.pathname + link.search;
      if (to === location.pathname + location.search) return;
      event.preventDefault();
      event.stopPropagation();
      ask(() => void navigate(to));
    };
    const onBack = (event: PopStateEvent) => {
      if (isOff.current) return;
      if (isReturning) {
        isReturning = false;
        event.stopImmediatePropagation();
        return;
      }
      const by = placeNow() - place;
      if (by === 0) return;
      event.stopImmediatePropagation();
      isReturning = true;
      history.go(-by);
      ask(() => history.go(by));
    };
    const onClose = (event: BeforeUnloadEvent) => {
      if (!isOff.current) event.preventDefault();
    };
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('popstate', onBack, { capture: true });
    window.addEventListener('beforeunload', onClose);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('popstate', onBack, { capture: true });
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
    /** What comes now has been decided. */
    letGo: () => {
      isOff.current = true;
    },
  };
}

function placeNow(): number {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'idx' in state ? Number(state.idx) : 0;
}
