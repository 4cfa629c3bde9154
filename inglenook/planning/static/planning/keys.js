// Keys, dragging and the ways to a smaller step: shortcuts to what the page's buttons and fields do anyway.
import { at, control, press, renew, take } from "./conversation.js";
import { form } from "./unsent.js";

const onMac = navigator.platform.startsWith("Mac");
const held = (event) => event.altKey && event.ctrlKey === onMac && !event.metaKey && !event.shiftKey;
const within = (selector) => document.activeElement.closest(selector);
const PANES = { Digit1: "agenda", Digit2: "notes", Digit3: "plan", Digit4: "side" };
const KEYS = {
  KeyG: () => control("add:goal").focus(),
  KeyD: () => (within(".goal") ?? form).querySelector('[name^="add:action"]')?.focus(),
  KeyS: () => press("save"),
  KeyW: () => at("way").querySelector("a").focus(),
  ArrowUp: () => moveItem("up"),
  ArrowDown: () => moveItem("down"),
};

function moveItem(way) {
  const item = within(".agenda__item, .goal, .action");
  if (item) press(`${item.dataset.key}.${way}`);
}

function onKey(event) {
  if (!held(event)) return;
  const pane = PANES[event.code];
  const act = pane ? () => goTo(at(pane)) : KEYS[event.code];
  if (!act) return;
  event.preventDefault();
  act();
}

function goTo(pane) {
  pane.focus();
  pane.scrollIntoView({ block: "start" });
}

// Enter goes on to what is most often written next: after a goal a step towards it, after the last step another goal.
function onEnter(event) {
  const [goal, step] = [control("add:goal"), control("add:step")];
  const box = event.target;
  if (event.key !== "Enter" || event.isComposing || ![goal, step].includes(box)) return;
  event.preventDefault();
  const isNew = box.value.trim() !== "";
  if (isNew) take(box);
  if (isNew && box === goal) step.focus();
  if (!isNew && box === step) goal.focus();
}

let dragged = null;

function onDragOver(event) {
  const over = event.target.closest?.(".agenda__item");
  if (!dragged || !over) return;
  event.preventDefault();
  if (over === dragged) return;
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY > top + height / 2 ? "after" : "before"](dragged);
}

function onDrop(event) {
  if (!dragged) return;
  event.preventDefault();
  press(`${dragged.dataset.key}.to.${[...dragged.parentElement.children].indexOf(dragged)}`);
}

// "Make it smaller" leads to where the smaller step is written down.
function onClick(event) {
  const way = event.target.closest?.(".smaller a");
  if (!way) return;
  event.preventDefault();
  const field = at(way.hash.slice(1));
  field.closest("details").open = true;
  field.focus();
}

if (form) {
  form.addEventListener("click", onClick);
  form.addEventListener("dragstart", (event) => (dragged = event.target.closest?.(".agenda__item")));
  form.addEventListener("dragover", onDragOver);
  form.addEventListener("drop", onDrop);
  form.addEventListener("dragend", () => (dragged = null));
  document.addEventListener("keydown", onKey);
  form.addEventListener("keydown", onEnter);
  document.addEventListener("plan-changed", renew); // a strategy was put into the plan from the side
}
