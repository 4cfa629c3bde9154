// Saves the conversation as it is typed, keeps what could not be sent, shows who else is here and what they wrote.
// The page works without it: everything below presses the buttons of its one form or saves its fields one by one.
import { dropOfOthers, form, unsent } from "./unsent.js";

const PAUSE = 600; // ms of rest before what was typed is sent
const POLL = 3000;
const RETRY = 5000;

export const at = (id) => document.getElementById(id);
export const control = (address) => form.elements[address];
const was = (address) => form.elements[`was:${address}`];
const token = () => form.elements.csrfmiddlewaretoken.value;
const addressOf = (target) => (target.matches?.("[data-field]") ? target.name : "");

// ---- What the page says about saving ---------------------------------------------------------------------------

function say(text, state = "saved") {
  const note = at("saved");
  note.dataset.state = state;
  if (note.textContent !== text) note.textContent = text;
}

// Seen, not said: a screen reader need not hear it at every pause.
const saving = () => (at("saved").dataset.state = "saving");

const LOST = "Not yet saved – will be sent when the connection is back";
const SIGNED_OUT = "Not yet saved – you have been signed out. What you typed is kept here; sign in again to send it";

function problemAt(address, message = "") {
  const place = form.querySelector(`[data-problem="${CSS.escape(address)}"]`);
  if (!place) return;
  place.hidden = !message;
  place.querySelector("[data-text]").textContent = message;
  for (const one of form.querySelectorAll(`[name="${CSS.escape(address)}"]`)) {
    one.toggleAttribute("aria-invalid", Boolean(message));
  }
}

// ---- Saving one field ------------------------------------------------------------------------------------------

const waiting = new Set(); // addresses with something to send
const refused = new Set(); // addresses the server would not take as they are; the next key stroke tries again
let sending = null;
let timer;

function typed(address, { soon = PAUSE } = {}) {
  const edit = { was: unsent.get(address)?.was ?? was(address).value, now: control(address).value };
  refused.delete(address);
  unsent.put(address, edit);
  waiting.add(address);
  saving();
  clearTimeout(timer);
  timer = setTimeout(flush, soon);
}

function flush() {
  sending ??= sendAll().finally(() => (sending = null));
  return sending;
}

async function sendAll() {
  for (let address = next(); address; address = next()) {
    if (!(await send(address))) return false;
  }
  return true;
}

const next = () => [...waiting].find((address) => !refused.has(address));

// True when the next one may be sent.
async function send(address) {
  const edit = unsent.get(address);
  if (!edit) return waiting.delete(address);
  const answer = await post(form.dataset.save, { field: address, ...edit });
  if (!answer) return false;
  if (!answer.ok) return keep(address, answer.said);
  received(address, edit, answer.said);
  return true;
}

function received(address, sent, said) {
  const still = unsent.get(address);
  problemAt(address);
  if (still && still.now !== sent.now) {
    unsent.put(address, { was: sent.now, now: still.now }); // typed on meanwhile: that began from what was sent
  } else {
    unsent.drop(address);
    waiting.delete(address);
    show(address, said.now);
  }
  if (waiting.size) return;
  say(said.both ? `Saved ${said.at}. Someone else changed the same words; both are kept` : `Saved ${said.at}`);
}

function keep(address, said) {
  refused.add(address);
  problemAt(address, said.message);
  say("Not saved yet. See the message beside what you typed", "lost");
  if (said.code === "clash" || said.code === "off_scale") {
    unsent.drop(address);
    waiting.delete(address);
    renew();
  }
  if (said.code === "gone" && !control(address)) leftOver(address);
  if (said.code === "ended") at("ended").hidden = false;
  return true;
}

// Words for something that is no longer on the page are shown, to be copied.
function leftOver(address) {
  const box = document.createElement("p");
  box.className = "note note--warning";
  box.textContent = `Not saved, because it was taken away meanwhile: “${unsent.get(address).now}”`;
  at("problems").append(box);
  unsent.drop(address);
  waiting.delete(address);
}

// The answer as {ok, said}, or nothing when the server was not reached; then it is tried again later.
async function post(url, body) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
    if (response.headers.get("Content-Type") !== "application/json") return lost(response);
    return { ok: response.ok, said: await response.json() };
  } catch {
    return lost();
  }
}

function lost(response) {
  const out = response?.redirected || response?.status === 403;
  if (waiting.size || unsent.addresses().length) say(out ? SIGNED_OUT : LOST, "lost");
  clearTimeout(timer);
  timer = setTimeout(again, RETRY);
  return null;
}

// ---- Showing what others wrote ---------------------------------------------------------------------------------

function show(address, text) {
  const one = control(address);
  if (!one) return;
  const had = was(address);
  if (had) had.value = text;
  if (one.value === text) return;
  const focused = document.activeElement === one && one.setSelectionRange && one.type !== "date";
  const places = focused ? [one.selectionStart, one.selectionEnd].map((place) => carried(place, one.value, text)) : null;
  one.value = text;
  if (places) one.setSelectionRange(...places);
}

// Where the caret belongs when words came in before or after it.
function carried(place, before, after) {
  let same = 0;
  while (same < place && before[same] === after[same]) same += 1;
  return same === place ? place : Math.max(same, place + after.length - before.length);
}

async function poll() {
  if (document.hidden) return;
  const answer = await post(form.dataset.since, { mark: form.dataset.mark, field: addressOf(document.activeElement) });
  if (!answer?.ok) return;
  const { fields, here, shape, mark } = answer.said;
  form.dataset.mark = mark;
  for (const [address, text] of Object.entries(fields)) {
    if (!waiting.has(address)) show(address, text);
  }
  showOthers(here);
  if (shape !== form.dataset.shape) await renew();
}

function showOthers(here) {
  const text = here.map(({ name, field }) => `${name} is here${field ? `, writing in ${field}` : ""}. `).join("");
  if (at("here").textContent !== text) at("here").textContent = text;
}

// ---- Lists: added to, ordered, taken off, here or elsewhere ----------------------------------------------------

export async function renew() {
  const response = await fetch(location.pathname, { headers: { "X-Requested-With": "conversation" } });
  if (response.ok) adopt(new DOMParser().parseFromString(await response.text(), "text/html"));
}

// The page as it now is, except what is being typed.
function adopt(page) {
  const fresh = page.getElementById("talk");
  if (!fresh) return;
  const focus = document.activeElement;
  for (const list of form.querySelectorAll("[data-list]")) {
    const other = fresh.querySelector(`[data-list="${CSS.escape(list.dataset.list)}"]`);
    if (other) match(list, other);
  }
  at("problems").replaceChildren(...page.getElementById("problems").childNodes);
  at("ended").hidden = page.getElementById("ended").hidden;
  for (const one of fresh.querySelectorAll("[data-field]")) takeOver(one.name, fresh);
  form.dataset.shape = fresh.dataset.shape;
  if (focus?.isConnected && focus !== document.activeElement) focus.focus();
}

function takeOver(address, fresh) {
  if (!waiting.has(address) && control(address)) show(address, fresh.elements[address].value);
}

// Children by their key: those that stay are moved, not made anew, so that a caret in them stays.
function match(list, other) {
  const mine = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const wanted = [...other.children].map((child) => mine.get(child.dataset.key) ?? child);
  for (const child of list.children) {
    if (!wanted.includes(child) && !isBusy(child)) child.remove();
  }
  wanted.forEach((child, place) => {
    if (list.children[place] !== child) list.insertBefore(child, list.children[place] ?? null);
  });
}

const isBusy = (child) => [...child.querySelectorAll("[data-field]")].some((one) => waiting.has(one.name));

// ---- Pressing buttons without leaving the page -----------------------------------------------------------------

let missed = null; // a press that did not reach the server

// True when everything on the page is saved and done.
export async function press(value) {
  const sent = new FormData(form);
  sent.set("do", value);
  keepAdded();
  saving();
  let response;
  try {
    response = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Requested-With": "conversation" } });
  } catch {
    missed = value;
    say(LOST, "lost");
    timer = setTimeout(again, RETRY);
    return false;
  }
  missed = null;
  return pressed(response, sent);
}

async function pressed(response, sent) {
  if (response.redirected) return Boolean(lost(response));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (response.ok) settle(sent, page);
  adopt(page);
  return told(response.ok);
}

// Whether the server took what was sent. While more waits to be sent, the page does not say that it is saved.
function told(ok) {
  if (!ok) say("Not saved yet. See the message at the top", "lost");
  else if (!waiting.size) say(`Saved ${clock()}`);
  return ok;
}

const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

// The whole form was sent: what is still as it was sent is saved, and boxes for adding are empty again.
function settle(sent, page) {
  for (const [name, value] of sent) {
    if (name.startsWith("was:")) settleField(name.slice(4), sent.get(name.slice(4)) ?? "");
    if (name.startsWith("add:") && value) emptied(name.slice(4), value, page);
  }
}

function settleField(address, now) {
  const edit = unsent.get(address);
  if (!edit) return;
  if (edit.now !== now) return unsent.put(address, { was: now, now: edit.now });
  unsent.drop(address);
  waiting.delete(address);
}

function emptied(name, value, page) {
  const box = control(`add:${name}`);
  unsent.drop(`add:${name}`);
  if (name === "goal") form.elements["step-of"].value = form.elements["ref:goal"].value;
  const ref = page.querySelector(`[name="ref:${CSS.escape(name)}"]`);
  if (ref) form.elements[`ref:${name}`].value = ref.value;
  if (box.value === value) box.value = "";
}

// Boxes for adding are kept too, with the name under which they may be sent twice and are added once.
function keepAdded() {
  for (const box of form.querySelectorAll("[data-add]")) {
    const name = box.name.slice(4);
    if (box.value) unsent.put(box.name, { now: box.value, ref: form.elements[`ref:${name}`].value });
    else unsent.drop(box.name);
  }
}

// ---- Adding by Enter: taken out of its box at once, and sent one after the other ---------------------------------

const TAKEN = "taken:"; // goals and steps on their way, by when they were taken
const stepOf = () => form.elements["step-of"];
const taken = () => unsent.addresses().filter((address) => address.startsWith(TAKEN)).sort();
let adding = null;

// What stands in a box goes on its way, under the name by which it is added once; a step knows its goal's.
export function take(box) {
  const name = box.name.slice(4);
  const ref = form.elements[`ref:${name}`];
  unsent.put(`${TAKEN}${performance.timeOrigin + performance.now()}`, { name, now: box.value, ref: ref.value, of: stepOf().value });
  if (name === "goal") stepOf().value = ref.value;
  ref.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  box.value = "";
  keepAdded();
  sendTaken();
}

// True when everything on its way arrived and was kept.
function sendTaken() {
  adding ??= sendEach().finally(() => (adding = null));
  return adding;
}

async function sendEach() {
  let all = true;
  for (let [address] = taken(); address; [address] = taken()) {
    const kept = await sendOne(address);
    if (kept === null) return false; // not reached: tried again later
    all &&= kept;
  }
  return all;
}

async function sendOne(address) {
  saving();
  const { name, now, ref, of } = unsent.get(address);
  const parts = { csrfmiddlewaretoken: token(), do: "add", [`add:${name}`]: now, [`ref:${name}`]: ref, "step-of": of };
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(parts), headers: { "X-Requested-With": "conversation" } });
    if (response.redirected) return lost(response);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    unsent.drop(address);
    if (!response.ok) control(`add:${name}`).value ||= now; // refused: it stands where it was typed
    adopt(page);
    return told(response.ok);
  } catch {
    return lost();
  }
}

// ---- Coming back: after a lost connection, a closed tab, a signed-out session -----------------------------------

async function again() {
  await sendTaken();
  if (missed) await press(missed);
  if (waiting.size) await flush();
  if (!missed && !taken().length && !waiting.size && at("saved").dataset.state === "lost") say(`Saved ${clock()}`);
}

function restore() {
  for (const address of unsent.addresses()) {
    const edit = unsent.get(address);
    if (address.startsWith(TAKEN)) sendTaken();
    else if (address.startsWith("add:")) restoreAdded(address, edit);
    else restoreField(address, edit);
  }
  if (waiting.size) flush();
}

function restoreField(address, edit) {
  const one = control(address);
  if (one && one.value !== edit.now) one.value = edit.now;
  waiting.add(address);
}

function restoreAdded(address, edit) {
  const box = control(address);
  if (!box) return leftOver(address);
  box.value = edit.now;
  form.elements[`ref:${address.slice(4)}`].value = edit.ref;
}

// ---- Listening --------------------------------------------------------------------------------------------------

function onInput(event) {
  const address = addressOf(event.target);
  if (address) typed(address, { soon: event.target.matches("[type=radio], select, [type=date]") ? 0 : PAUSE });
  else if (event.target.matches("[data-add]")) keepAdded();
}

async function onSubmit(event) {
  event.preventDefault();
  const value = event.submitter?.value ?? "save";
  if (value !== "read_back") return press(value);
  if ((await sendTaken()) && (await press("save"))) location.assign(form.dataset.readBack);
}

if (form) {
  form.addEventListener("input", onInput);
  form.addEventListener("submit", onSubmit);
  document.addEventListener("visibilitychange", () => (document.hidden ? flush() : poll()));
  addEventListener("online", again);
  form.classList.add("talk--live");
  dropOfOthers();
  restore();
  poll();
  setInterval(poll, POLL);
}
