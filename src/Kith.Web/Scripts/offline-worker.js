// Keeps the page for visits without signal, and nothing else of Kith: its reach is the folder /offline, its list is fixed,
// and what is not on the list goes to the network as if it were not here. «version», «page» and «imported» are put in
// front by the server; the version changes when one of the files does, and then browsers fetch this file anew.

const name = `kith-offline-${version}`;

// What the page itself names: its sheets, its scripts, its icon.
const named = (html) => [...html.matchAll(/(?:href|src)="(\/[^"]+?\.(?:css|js|svg|ico)(?:\?[^"]*)?)"/g)].map((m) => m[1].replaceAll("&amp;", "&"));

// Without cookies: the copy that is kept belongs to nobody.
const fresh = async (address) => {
  const reply = await fetch(new Request(address, { credentials: "omit", cache: "reload", redirect: "error" }));
  if (!reply.ok) throw new Error(`${address} ${reply.status}`);
  return reply;
};

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(name);
      const reply = await fresh(page);
      const html = await reply.clone().text();
      await cache.put(page, reply);
      for (const address of new Set([...named(html), ...imported])) await cache.put(address, await fresh(address));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const old of await caches.keys()) if (old.startsWith("kith-offline-") && old !== name) await caches.delete(old);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const address = event.request.mode === "navigate" ? url.pathname : url.pathname + url.search;
  if (event.request.mode === "navigate" && address !== page) return;
  if (address !== page && !/^\/(?:assets\/|council\.css|favicon\.|offline\/manifest)/.test(address)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(name);
      return (await cache.match(address)) ?? fetch(event.request);
    })(),
  );
});
