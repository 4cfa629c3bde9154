// Keeps a copy of a person's own pages on their device, and what they write without a connection until it is sent.
// It acts for what lies under /me/ alone. What waits is sealed with the account's key, which goes with the copy: when
// somebody else signs in or the session ends, the copy is forgotten and what waits cannot be read until its writer is
// back.
const COPY = "inglenook-copy";
const ABOUT = "/me/device.json";
const FALLBACK = "/me/device/";
const PATIENCE = 6000; // ms that a page may take where there is a copy of it
const LONGEST = 20000; // ms after which anything asked of the server is given up

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("sync", (event) => event.waitUntil(send().then((sent) => sent && renew())));
self.addEventListener("message", (event) => {
  const { act, ...said } = event.data;
  const answered = ACTS[act](said).catch(() => null); // the page waits for a word, whatever went wrong
  event.waitUntil(answered.then((answer) => event.ports[0]?.postMessage(answer)));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate" && pathname.startsWith("/me/")) {
    if (request.method === "GET") event.respondWith(page(event));
    else if (isPlainForm(request)) event.respondWith(posted(request));
  } else if (request.method === "GET" && pathname.startsWith("/static/")) event.respondWith(file(event));
});

const ACTS = { renew, send, waiting, reached, drop: ({ n }) => unsent("readwrite", (store) => store.delete(n)) };
const isPlainForm = (request) => request.headers.get("Content-Type")?.startsWith("application/x-www-form-urlencoded");

const inTime = (address, how) => fetch(address, { signal: AbortSignal.timeout(LONGEST), ...how });

// ---- Reading ---------------------------------------------------------------------------------------------------

async function page(event) {
  const kept = await copyOf(event.request.url);
  try {
    const response = await Promise.race([fetch(event.request), ...(kept ? [tooLong(event.request)] : [])]);
    if (response.status > 500 && kept) return kept;
    event.waitUntil(keep(event.request.url, response.clone()));
    return response;
  } catch {
    return kept ?? (await copyOf(FALLBACK)) ?? Response.error();
  }
}

// Whoever loads a page anew has its copy before them and wants the page as it is now.
const tooLong = ({ cache }) =>
  new Promise((_, refuse) => setTimeout(refuse, cache === "no-cache" ? LONGEST : PATIENCE));

async function file(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(put(event.request.url, response.clone()));
    return response;
  } catch {
    return (await caches.match(event.request.url)) ?? Response.error();
  }
}

const put = async (url, response) => (await caches.open(COPY)).put(url, response);

// Only pages made for the account whose copy this is; what they look like comes along.
async function keep(url, response) {
  const whose = await mine();
  if (!whose || response.status !== 200 || !response.headers.get("Content-Type")?.startsWith("text/html")) return;
  const text = await response.clone().text();
  if (!text.includes(`data-who="${whose.who}"`)) return;
  await put(url, response);
  for (const [, at] of text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)) await keepFile(at);
}

async function keepFile(at) {
  if (await caches.match(at)) return;
  const response = await inTime(at).catch(() => null);
  if (response?.ok) await put(at, response);
}

// The copy, marked as one: the page then says from when it is.
async function copyOf(url) {
  const response = (await mine()) && (await caches.match(url));
  if (!response) return null;
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response((await response.text()).replace("<html", "<html data-copy"), { headers });
}

// Whose copy this is: name, key and until when; nothing where there is none or it is too old.
async function mine() {
  const about = await (await caches.match(ABOUT))?.json();
  return about && about.until < Date.now() ? forget() : about;
}

const forget = () => caches.delete(COPY).then(() => null);

// Whose pages these are now, asked of the server; nothing without a connection, or when the session has ended.
async function ask() {
  const response = await inTime(ABOUT, { redirect: "manual" });
  if (!response.ok) return response.status < 500 ? forget() : null;
  const said = await response.clone().json();
  if ((await mine())?.who !== said.who) await forget();
  await put(ABOUT, response);
  return said;
}

// Whether the server answers, whatever it says.
async function reached() {
  return (await inTime(ABOUT, { redirect: "manual" })).status < 500;
}

async function renew() {
  const said = await ask().catch(() => null);
  for (const at of said?.keep ?? []) {
    const response = await inTime(at).catch(() => null);
    if (response && !response.redirected) await keep(at, response);
  }
}

// ---- Writing ---------------------------------------------------------------------------------------------------

async function posted(request) {
  const { pathname, search } = new URL(request.url);
  const fields = [...(await request.formData())];
  const entry = { ref: crypto.randomUUID(), at: new Date().toISOString(), address: pathname + search, fields };
  const whose = await mine();
  try {
    const response = await hand(entry, {});
    if (response.status < 500 || !whose) return response;
  } catch (error) {
    if (!whose) return Response.error();
  }
  await putOff(entry, whose);
  return Response.redirect(request.referrer || FALLBACK, 303);
}

// Each thing is sent under its own name, so that the server does it once.
const hand = ({ ref, address, fields }, headers) =>
  inTime(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "Idempotency-Key": ref, ...headers },
    redirect: "manual",
  });

async function putOff(entry, { who, key }) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(entry));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await opened(key), words);
  await unsent("readwrite", (store) => store.add({ who, iv, sealed }));
  await self.registration.sync?.register("send").catch(() => {}); // where it may, the browser sends by itself
}

const opened = (key) =>
  crypto.subtle.importKey("raw", Uint8Array.from(atob(key), (one) => one.charCodeAt(0)), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);

async function unsealed({ iv, sealed }, key) {
  const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await opened(key), sealed);
  return JSON.parse(new TextDecoder().decode(words));
}

// What waits, in the order in which it was written. Another account's cannot be read here and stays as it is.
async function waiting() {
  const whose = await mine();
  if (!whose) return [];
  const keys = await unsent("readonly", (store) => store.getAllKeys());
  const rows = await unsent("readonly", (store) => store.getAll());
  const own = rows.map((row, nth) => ({ row, n: keys[nth] })).filter(({ row }) => row.who === whose.who);
  return Promise.all(own.map(async ({ row, n }) => ({ n, ...(await unsealed(row, whose.key)) })));
}

// One sender at a time, one thing after the other. Says how many were taken.
function send() {
  return navigator.locks.request("inglenook-send", sendAll);
}

async function sendAll() {
  if (!(await unsent("readonly", (store) => store.count()))) return 0;
  const whose = await ask().catch(() => null);
  const states = whose ? await deliverAll(whose) : [];
  if (states.length) await tell({ held: states.includes("held") });
  return states.length;
}

async function deliverAll(whose) {
  const states = [];
  for (const entry of await waiting()) {
    const state = await deliver(entry, whose).catch(() => null);
    if (!state) break;
    states.push(state);
  }
  return states.filter((state) => state !== "failed");
}

// What became of it; nothing when the server was not reached. An error of the server's is tried again another time.
async function deliver(entry, { token }) {
  const fields = [...entry.fields.filter(([name]) => name !== "csrfmiddlewaretoken"), ["csrfmiddlewaretoken", token]];
  const response = await hand({ ...entry, fields }, { "Written-At": entry.at });
  if (response.status === 500) return "failed";
  if (response.headers.get("Content-Type") !== "application/json") return null;
  const { state } = await response.json();
  await ACTS.drop(entry);
  return state;
}

async function tell(said) {
  for (const client of await self.clients.matchAll()) client.postMessage(said);
}

function unsent(mode, act) {
  return new Promise((done, refuse) => {
    const opening = indexedDB.open("inglenook", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("unsent", { autoIncrement: true });
    opening.onerror = () => refuse(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("unsent", mode);
      const asked = act(transaction.objectStore("unsent"));
      transaction.oncomplete = () => (opening.result.close(), done(asked.result));
      transaction.onabort = () => (opening.result.close(), refuse(transaction.error));
    };
  });
}
