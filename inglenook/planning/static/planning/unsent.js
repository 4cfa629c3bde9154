// What is typed in the conversation and not yet saved, kept on this device until the server has it.

export const form = document.getElementById("talk");
const KEEP = "inglenook:unsent:";

const key = (address) => `${KEEP}${form.dataset.writer}:${form.dataset.ref}:${address}`;
export const unsent = {
  put: (address, edit) => localStorage.setItem(key(address), JSON.stringify(edit)),
  get: (address) => JSON.parse(localStorage.getItem(key(address)) ?? "null"),
  drop: (address) => localStorage.removeItem(key(address)),
  addresses: () =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(key("")))
      .map((name) => name.slice(key("").length)),
};

// Whoever signs in on this device next does not find another writer's words.
export function dropOfOthers() {
  const mine = `${KEEP}${form.dataset.writer}:`;
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(KEEP) && !name.startsWith(mine)) localStorage.removeItem(name);
  }
}
