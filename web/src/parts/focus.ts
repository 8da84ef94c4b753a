import { useEffect, useRef } from 'react';

/** Where the keyboard was last; an item of a menu does not count, since it goes with its menu. */
let last: HTMLElement | undefined;

/** A button that is disabled while its act runs loses the focus, and Tab would begin anew behind the dialog: it gets it back. */
export function keepFocus(): void {
  const enabling = new MutationObserver(() => {
    if (last?.isConnected && !last.matches(':disabled') && document.activeElement === document.body)
      last.focus({ preventScroll: true });
  });
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest('[role=menu]')) return;
    last = target;
    enabling.disconnect();
    enabling.observe(target, { attributeFilter: ['disabled'] });
  });
}

/**
 * Gives the focus back to what opened a dialog; where that is gone by now, as a button whose act is done, to the dialog
 * around it or the page's heading. Mantine's own way knows only dialogs that stay mounted while they are closed.
 */
export function useFocusBack(opened: boolean): void {
  const returning = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!opened) return;
    clearTimeout(returning.current);
    const opener = last;
    const around = opener?.closest<HTMLElement>('[role=dialog]');
    return () => {
      // What the closing changes is drawn first.
      returning.current = setTimeout(() => {
        const { activeElement } = document;
        if (activeElement !== document.body && !activeElement?.closest('[role=dialog]')) return;
        const fit = [opener, around].find((one) => one?.isConnected && !one.matches(':disabled'));
        (fit ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true });
      });
    };
  }, [opened]);
}
