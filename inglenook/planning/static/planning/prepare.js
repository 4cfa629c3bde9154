// Keeps an answer while it is typed. Without this the page's own buttons keep it.

const form = document.getElementById("answer");
const note = document.getElementById("saved");
const PAUSE = 1200; // ms of rest before what was typed is sent
const RETRY = 5000;
let timer;
let sending = null;
let changed = false;

const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

function say(text) {
  if (note.textContent !== text) note.textContent = text; // said again, it would be read out again
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

// One after the other, so that an older answer never comes last.
function keep() {
  clearTimeout(timer);
  const mine = (sending ?? Promise.resolve()).then(send);
  sending = mine;
  mine.finally(() => sending === mine && (sending = null));
}

async function send() {
  if (!changed) return;
  changed = false;
  const answer = new FormData(form);
  answer.set("go", "keep");
  let response;
  try {
    response = await fetch(location.href, { method: "POST", body: answer, redirect: "manual", keepalive: true });
  } catch {
    changed = true;
    say(form.dataset.lost);
    return later(RETRY);
  }
  if (response.status === 204) return say(form.dataset.saved.replace("{}", clock()));
  say(response.ok ? form.dataset.long : form.dataset.refused); // each in the page's language
}

form.addEventListener("input", () => {
  changed = true;
  later(PAUSE);
});
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  changed = false; // the page itself is sent now
  if (!sending) return;
  event.preventDefault();
  await sending;
  form.requestSubmit(event.submitter);
});
addEventListener("online", keep);
addEventListener("pagehide", keep);
