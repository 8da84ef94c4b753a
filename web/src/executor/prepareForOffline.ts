const WHEN_QUIET_MS = 3_000;
let isDone = false;

/**
 * Fetches, once the page is of use, what an executor will open later, so that it is on the device where the network is
 * not: the pages behind the list, and the reader of QR codes.
 */
export function prepareForOffline(): () => void {
  const timer = setTimeout(() => {
    if (isDone || !navigator.onLine) return;
    isDone = true;
    void Promise.all([
      import('./FillPage'),
      import('./UnsentPage'),
      import('../me/MePage'),
      import('./AtPage'),
    ])
      .then(() => import('./scan/ScanPage'))
      .then(({ prepareReader }) => prepareReader())
      .catch(() => {
        isDone = false;
      });
  }, WHEN_QUIET_MS);
  return () => clearTimeout(timer);
}
