// Keeps what every page is made of, and one page, /offline, for when there is no network. No page of
// anybody's own is ever kept: navigations go to the network, and without one to /offline.
const CACHE = "pakmud-1";
const LANG = new URL(self.location.href).searchParams.get("lang") === "en" ? "en" : "th";
const OFFLINE = `/offline?lang=${LANG}`;
const ASSET = /^\/(pkg|vendor)\//;
const REFRESH_EVERY = 10 * 60 * 1000;
const ICONS = ["/favicon.svg", "/icon-192.png", "/manifest.webmanifest"];
let refreshed = 0;

// The page as everybody gets it, with all that it names. The page is put last: it is never kept without them.
async function refresh() {
  const answer = await fetch(OFFLINE, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) return;
  const html = await answer.clone().text();
  const named = [...html.matchAll(/\/(?:pkg|vendor)\/[\w.\-]+/g)].map((match) => match[0]);
  const cache = await caches.open(CACHE);
  const wanted = [...new Set([...named, ...ICONS])];
  await Promise.all(
    wanted.map(async (path) => {
      if (!(await cache.match(path))) await cache.add(path);
    }),
  );
  await cache.put(OFFLINE, answer);
  refreshed = Date.now();
  await tidy(cache, wanted);
}

// Files of an earlier version leave once this one's are all there; Leaflet stays for the map.
async function tidy(cache, wanted) {
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/pkg/") && !wanted.includes(pathname)) await cache.delete(request);
  }
}

async function asset(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && (answer.headers.get("cache-control") ?? "").includes("immutable")) {
    await cache.put(request, answer.clone());
  }
  return answer;
}

async function page(event) {
  try {
    const answer = await fetch(event.request);
    if (Date.now() - refreshed > REFRESH_EVERY) event.waitUntil(refresh().catch(() => {}));
    return answer;
  } catch (fault) {
    const kept = await caches.match(OFFLINE);
    if (kept) return kept;
    throw fault;
  }
}

// A worker that takes another's place at once leaves navigations unanswered that pass through the other: it
// waits until no page is left. The first has nobody to wait for.
self.addEventListener("install", (event) => event.waitUntil(refresh()));

self.addEventListener("activate", (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  ),
);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (ASSET.test(url.pathname)) event.respondWith(asset(request));
  else if (ICONS.includes(url.pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
