/* Keeps the built files, so that the panel opens where there is no network. Data are the pages' own matter. */
const KEPT = 'proverka-files-1';
const ASSET = /^\/assets\/|^\/(icon\.svg|manifest\.webmanifest)$/;
const SERVERS_OWN = /^\/(api|graphql|docs|redoc|openapi\.json|health|metrics|schemas|webhook)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(KEPT);
      const page = await fetch('/', { headers: { accept: 'text/html' }, cache: 'reload' });
      const html = await page.clone().text();
      await cache.put('/', page);
      const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
      await cache.addAll([...new Set(files)]);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || SERVERS_OWN.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (ASSET.test(pathname)) event.respondWith(asset(request));
});

/** The newest where the network gives it, else the one that is kept. */
async function page(request) {
  const cache = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put('/', fresh.clone());
    return fresh;
  } catch {
    return (await cache.match('/')) ?? Response.error();
  }
}

/** Names of files change with what they hold. */
async function asset(request) {
  const cache = await caches.open(KEPT);
  const known = await cache.match(request);
  if (known) return known;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}
