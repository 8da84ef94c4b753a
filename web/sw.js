/* Keeps the built files, so that the panel opens at once and where there is no network. Data are the pages' own matter. */
/* global BUILD, FILES: put in front by serviceWorker.mjs */
const KEPT = `proverka-${BUILD}`;
const ANY = { ignoreVary: true };
const ASSET = /^\/assets\/|^\/[a-z0-9-]+\.(svg|png|webmanifest)$/;
const SERVERS_OWN = /^\/(api|graphql|docs|redoc|openapi\.json|health|metrics|schemas|webhook)(\/|$)/;

self.addEventListener('install', (event) => event.waitUntil(keepAll()));

/** All of one build or nothing: what is kept always fits together. A file of an earlier build is not fetched again. */
async function keepAll() {
  const cache = await caches.open(KEPT);
  const page = await fetch('/', { headers: { accept: 'text/html' }, cache: 'reload' });
  const html = await page.clone().text();
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  if (!page.ok || !named.every((path) => FILES.includes(path))) throw new Error('the page is of another build');
  for (const path of FILES) {
    const known = await caches.match(path, ANY);
    if (known) await cache.put(path, known);
    else await cache.add(path);
  }
  await cache.put('/', page);
}

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('proverka-') && name !== KEPT) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

/** Said by a page whose person wants the newer panel now. */
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || SERVERS_OWN.test(pathname)) return;
  // A file in the store, by its signed address.
  if (searchParams.has('X-Amz-Signature')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (ASSET.test(pathname)) event.respondWith(asset(request));
});

/** Every address of the panel is one page; its router knows the rest. */
async function page(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match('/', ANY)) ?? fetch(request);
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
