// What is typed in the conversation and not yet saved, kept on this device until the server has it.

export const form = document.getElementById("talk");
const KEEP = "inglenook:unsent:";
const beyond = new Map(); // what the device has no room for: it is sent all the same, and goes with the tab

const key = (address) => `${KEEP}${form.dataset.writer}:${form.dataset.ref}:${address}`;
export const unsent = {
  put: (address, edit) => put(key(address), JSON.stringify(edit)),
  get: (address) => JSON.parse(beyond.get(key(address)) ?? localStorage.getItem(key(address)) ?? "null"),
  drop: (address) => drop(key(address)),
  addresses: () =>
    [...new Set([...Object.keys(localStorage), ...beyond.keys()])]
      .filter((name) => name.startsWith(key("")))
      .map((name) => name.slice(key("").length)),
};

function put(name, edit) {
  try {
    localStorage.setItem(name, edit);
    beyond.delete(name);
  } catch {
    beyond.set(name, edit);
  }
}

function drop(name) {
  localStorage.removeItem(name);
  beyond.delete(name);
}

// Whoever signs in on this device next does not find another writer's words.
export function dropOfOthers() {
  const mine = `${KEEP}${form.dataset.writer}:`;
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(KEEP) && !name.startsWith(mine)) localStorage.removeItem(name);
  }
}
