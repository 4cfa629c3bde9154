// What a page has to do with the device's copy: it is kept for whose pages these are, and forgotten when they sign out.
// What is kept, and what waits to be sent, is the worker's matter (worker.js).
const { who, keeps, copy, unsent } = document.documentElement.dataset;
const COPY = "inglenook-copy";
const SCOPE = "/me/";
const RENEW = 5 * 60 * 1000; // ms after which the copies of pages are made anew
const SOONEST = 1000; // ms after which the server is tried again, twice as long each time
const RAREST = 60 * 1000;
const LONGEST = 60 * 1000; // ms after which a worker that was stopped is not waited for
const SIGN_OUT = "/accounts/logout/";
const isCopy = copy !== undefined;
const at = (id) => document.getElementById(id);

const registered = () => navigator.serviceWorker?.getRegistration(SCOPE);

async function ask(act, said = {}) {
  const worker = (await registered())?.active;
  if (!worker) return null;
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ act, ...said }, [port2]);
  return new Promise((answer) => {
    port1.onmessage = ({ data }) => answer(data);
    setTimeout(answer, LONGEST, null);
  });
}

// ---- Whose copy it is ------------------------------------------------------------------------------------------

async function keepOrForget() {
  if (!("caches" in window) || who === undefined || isCopy) return;
  const kept = await (await caches.match("/me/device.json"))?.json();
  if (kept && (kept.who !== who || keeps === "no")) await caches.delete(COPY);
  if (keeps === "no") await (await registered())?.unregister();
  if (keeps === "yes" && "serviceWorker" in navigator) await begin(kept?.who !== who);
}

async function begin(isNew) {
  try {
    await navigator.serviceWorker.register("/me/worker.js", { scope: SCOPE });
  } catch {
    return; // without a connection; the next page tries again
  }
  await navigator.serviceWorker.ready;
  const sent = await ask("send");
  if (!isNew && !sent && Date.now() - Number(sessionStorage.getItem("renewed")) < RENEW) return;
  await ask("renew");
  sessionStorage.setItem("renewed", Date.now());
}

async function forgetAll() {
  await caches.delete(COPY);
  await new Promise((done) => Object.assign(indexedDB.deleteDatabase("inglenook"), { onsuccess: done, onerror: done }));
  await (await registered())?.unregister();
  for (const name of keptByConversations()) localStorage.removeItem(name);
  sessionStorage.clear();
}

const keptByConversations = () => Object.keys(localStorage).filter((name) => name.startsWith("inglenook:unsent:"));

// ---- Sending ---------------------------------------------------------------------------------------------------

// How what is written is called while it waits: the page's heading and what was put in.
function nameOf(form, submitter) {
  const typed = [...form.elements].filter((one) => one.type !== "hidden" && one.localName !== "button" && one.value);
  const said = typed.filter((one) => !/radio|checkbox/.test(one.type) || one.checked).map(words);
  return [document.querySelector("h1")?.textContent, ...(said.length ? said : [submitter?.textContent])]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(": ")
    .slice(0, 500);
}

const words = (one) => (/radio|checkbox/.test(one.type) ? one.labels[0]?.textContent : one.selectedOptions?.[0]?.text) ?? one.value;

function onSubmit(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (new URL(form.action).pathname === SIGN_OUT) return signOut(event);
  if (!location.pathname.startsWith(SCOPE) || !who) return;
  const name = form.elements.kept_as ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "kept_as" }));
  name.value = nameOf(form, event.submitter);
}

async function signOut(event) {
  event.preventDefault();
  const waits = (await ask("waiting"))?.length || keptByConversations().length;
  if (waits && !confirm(unsent)) return;
  await forgetAll();
  event.target.submit();
}

// A copy is written on more than once: each time under names of its own, else the second would be taken for the first.
function renameForms() {
  for (const one of document.querySelectorAll("[type=hidden][name=ref], [type=hidden][name=once]")) {
    one.value = crypto.randomUUID();
  }
}

// ---- What the page says about it -------------------------------------------------------------------------------

async function showWaiting() {
  const found = (await ask("waiting")) ?? [];
  const note = at("device-waits");
  if (note) note.hidden = !found.length;
  const list = at("device-list");
  list?.replaceChildren(...found.map((entry) => line(entry)));
  if (list) at("device-none").hidden = Boolean(found.length);
  return Boolean(found.length);
}

function line({ n, at: written, fields }) {
  const one = at("device-line").content.cloneNode(true).firstElementChild;
  const moment = new Date(written);
  const shown = { dateStyle: "long", timeStyle: "short" };
  one.querySelector("[data-words]").textContent = Object.fromEntries(fields).kept_as ?? "";
  one.querySelector("time").textContent = moment.toLocaleString(document.documentElement.lang, shown);
  one.querySelector("button").addEventListener("click", async () => {
    await ask("drop", { n });
    await showWaiting();
  });
  return one;
}

async function onTold({ data }) {
  if (data.held === undefined) return;
  at("device-sent").hidden = data.held;
  at("device-held").hidden = !data.held;
  sessionStorage.removeItem("renewed");
  await showWaiting();
}

// ---- Catching up -----------------------------------------------------------------------------------------------

let isTyped = false;
let pause = SOONEST;
let next;

// What waits is sent, and a copy on the screen gives way to the page as it is now. A browser says that it is connected
// before anything gets through, or says nothing at all: so this is tried again for as long as there is need, less and
// less often.
async function catchUp() {
  clearTimeout(next);
  await ask("send");
  if (isCopy && !isTyped && (await ask("reached"))) return location.reload();
  if (!(await showWaiting()) && !isCopy) return;
  clearTimeout(next);
  next = setTimeout(catchUp, pause);
  pause = Math.min(2 * pause, RAREST);
}

function onLine() {
  pause = SOONEST;
  return catchUp();
}

addEventListener("submit", onSubmit);
addEventListener("input", () => (isTyped = true));
addEventListener("online", onLine);
navigator.serviceWorker?.addEventListener("message", onTold);
navigator.serviceWorker?.startMessages();
at("device-forget")?.addEventListener("click", async () => {
  await forgetAll();
  at("device-forgotten").hidden = false;
  await showWaiting();
});
if (isCopy) renameForms();
if (at("device-elsewhere")) at("device-elsewhere").hidden = location.pathname === "/me/device/";
await keepOrForget();
if ((await showWaiting()) || isCopy) await catchUp();
