// Improves pages that already work; nothing is read or sent only through this.
import { initAll } from "./nhsuk-frontend.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// A fragment swapped into the page brings its own components.
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) initAll(event.target);
});

if (matchMedia("(min-width: 40.0625em)").matches) {
  for (const menu of document.querySelectorAll("[data-open-when-wide]")) menu.open = true;
}

// What a page keeps on this device because it could not be sent yet goes when its writer signs out.
const UNSENT = "Words you typed are not saved yet. If you sign out now they are lost. Sign out?";
document.addEventListener("submit", (event) => {
  if (!event.target.action.endsWith("/accounts/logout/")) return;
  const kept = Object.keys(localStorage).filter((name) => name.startsWith("inglenook:unsent:"));
  if (kept.length && !confirm(UNSENT)) return event.preventDefault();
  for (const name of kept) localStorage.removeItem(name);
});
