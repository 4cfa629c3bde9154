// Improves pages that already work; nothing is read or sent only through this.
import { initAll } from "./nhsuk-frontend.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// A fragment swapped into the page brings its own components.
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) initAll(event.target);
});

// Where there is room a menu lies open, also when a phone is turned on its side.
const wide = matchMedia("(min-width: 40.0625em)");
const unfold = () => {
  for (const menu of document.querySelectorAll("[data-open-when-wide]")) menu.open = wide.matches;
};
unfold();
wide.addEventListener("change", unfold);
