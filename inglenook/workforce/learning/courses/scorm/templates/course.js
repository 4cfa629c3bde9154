// Shows one step at a time and tells the learning system (SCORM 1.2 run-time) how far the learner has come.
// Without a learning system it works the same and tells nobody.
(function () {
  "use strict";
  const steps = [...document.querySelectorAll(".step")];
  const forms = [...document.querySelectorAll("form[data-question]")];
  const place = document.getElementById("place");
  const began = Date.now();
  const given = new Map(); // question to the numbers chosen
  let at = 0;
  let ended = false;

  function findApi(from) {
    for (let frame = from, depth = 0; frame && depth < 50; frame = frame.parent, depth += 1) {
      try {
        if (frame.API) return frame.API;
      } catch {
        return null; // a frame of another origin
      }
      if (frame.parent === frame) break;
    }
    return null;
  }
  const api = findApi(window) || (window.opener && findApi(window.opener));
  const get = (name) => (api ? String(api.LMSGetValue(name)) : "");
  const set = (name, value) => api && api.LMSSetValue(name, String(value));

  const isRight = (form) => (given.get(form.dataset.question) || []).join(",") === form.dataset.right;
  const packed = () => [...given].map(([question, chosen]) => `${question}:${chosen.join(",")}`).join(";");

  function save() {
    set("cmi.core.lesson_location", at);
    set("cmi.suspend_data", packed());
    if (api) api.LMSCommit("");
  }

  function complete() {
    const right = forms.filter(isRight).length;
    document.querySelector(".score").textContent = `${right} of ${forms.length} right at your last try.`;
    if (given.size < forms.length) {
      document.querySelector(".score").textContent = "Some questions are not answered yet. Go back with your browser’s keys or begin again.";
      return;
    }
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", Math.round((100 * right) / forms.length));
    set("cmi.core.lesson_status", "completed");
  }

  function show(step, focus) {
    at = Math.max(0, Math.min(step, steps.length - 1));
    steps.forEach((one, number) => (one.hidden = number !== at));
    place.textContent = `Step ${at + 1} of ${steps.length}`;
    if (at === steps.length - 1) complete();
    if (focus) steps[at].focus();
  }

  function explain(form) {
    form.querySelectorAll(".because").forEach((one) => (one.hidden = false));
    form.querySelector(".next").hidden = false;
    form.querySelector(".said").textContent = isRight(form) ? "That is right." : "Not quite. Read why below each answer.";
  }

  forms.forEach((form) =>
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = [...form.querySelectorAll("input:checked")].map((one) => one.value);
      if (!chosen.length) {
        form.querySelector(".said").textContent = "Choose an answer.";
        return;
      }
      given.set(form.dataset.question, chosen);
      explain(form);
      save();
    }),
  );
  document.querySelectorAll(".next").forEach((button) =>
    button.addEventListener("click", () => {
      show(at + 1, true);
      save();
    }),
  );

  function time() {
    const seconds = Math.round((Date.now() - began) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
  function finish() {
    if (ended || !api) return;
    ended = true;
    set("cmi.core.session_time", time());
    set("cmi.core.exit", get("cmi.core.lesson_status") === "completed" ? "" : "suspend");
    api.LMSFinish("");
  }
  window.addEventListener("pagehide", finish);

  if (api) {
    api.LMSInitialize("");
    if (!["completed", "passed"].includes(get("cmi.core.lesson_status"))) set("cmi.core.lesson_status", "incomplete");
    for (const one of get("cmi.suspend_data").split(";").filter(Boolean)) {
      const [question, chosen] = one.split(":");
      given.set(question, chosen.split(","));
      const form = forms.find((each) => each.dataset.question === question);
      if (!form) continue;
      given.get(question).forEach((value) => (form.querySelector(`input[value="${value}"]`).checked = true));
      explain(form);
    }
  }
  show(Number(get("cmi.core.lesson_location")) || 0, false);
})();
