// Keys on the day's list: j and k go from row to row; a letter on a row does what its link or button with that letter
// does. Rows take the keys only while something in them has the focus, so that no letter is caught elsewhere.
const rows = [...document.querySelectorAll("[data-row]")];
const typing = (target) => target.closest("input, select, textarea");

function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return;
  const here = event.target.closest("[data-row]");
  if (!here) return;
  if (event.key === "j") step(here, 1);
  else if (event.key === "k") step(here, -1);
  else here.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
}

function step(here, by) {
  rows[rows.indexOf(here) + by]?.focus();
}

document.addEventListener("keydown", onKey);
