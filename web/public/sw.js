/* Keeps the built files, so that the panel opens where there is no network. Data are the pages' own matter. */
const KEPT = 'proverka-files-1';
const ANY = { ignoreVary: true };
const ASSET = /^\/assets\/|^\/(icon\.svg|manifest\.webmanifest)$/;
const SERVERS_OWN = /^\/(api|graphql|docs|redoc|openapi\.json|health|metrics|schemas|webhook)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await keepPage(await fetch('/', { headers: { accept: 'text/html' }, cache: 'reload' }));
      await self.skipWaiting();
    })(),
  );
});

/** The page after all files that it names: what is kept always fits together. */
async function keepPage(page) {
  const cache = await caches.open(KEPT);
  const html = await page.clone().text();
  const paths = new Set([...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path));
  for (const path of paths) if (!(await cache.match(path, ANY))) await cache.add(path);
  await cache.put('/', page);
}

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
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (ASSET.test(pathname)) event.respondWith(asset(request));
});

/** The newest where the network gives it, else the one that is kept. */
async function page(event) {
  try {
    const fresh = await fetch(event.request);
    const isPage = fresh.headers.get('content-type')?.startsWith('text/html');
    if (fresh.ok && isPage) event.waitUntil(keepPage(fresh.clone()).catch(() => undefined));
    return fresh;
  } catch {
    const cache = await caches.open(KEPT);
    return (await cache.match('/', ANY)) ?? Response.error();
  }
}

/** Names of files change with what they hold. */
async function asset(request) {
  const cache = await caches.open(KEPT);
  const known = await cache.match(request, ANY);
  if (known) return known;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}
