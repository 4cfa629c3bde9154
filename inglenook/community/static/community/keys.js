// Access keys with Alt alone, in every browser. Where the browser has done it by itself the event is spent already.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const control = document.querySelector(`[accesskey="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!control) return;
  event.preventDefault();
  control.focus();
  if (control.matches("a, button, summary")) control.click();
});
