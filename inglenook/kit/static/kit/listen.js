// Reads the page aloud by a voice of the device itself: what a person reads about themselves is sent nowhere.
const button = document.getElementById("listen");
const start = button.textContent;

function voice() {
  const language = document.documentElement.lang.slice(0, 2);
  return speechSynthesis.getVoices().find((one) => one.localService && one.lang.startsWith(language));
}

function show() {
  button.hidden = !voice();
}

function stopped() {
  button.textContent = start;
}

function parts() {
  const spoken = document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, blockquote, label, legend, th, td)");
  return [...spoken].filter((part) => part.offsetParent && !part.querySelector("p, li, td, blockquote"));
}

button.addEventListener("click", () => {
  if (speechSynthesis.speaking) return speechSynthesis.cancel();
  button.textContent = button.dataset.stop;
  const sentences = parts().map((part) => new SpeechSynthesisUtterance(part.innerText));
  for (const sentence of sentences) {
    sentence.voice = voice();
    sentence.onerror = stopped;
    speechSynthesis.speak(sentence);
  }
  if (sentences.length) sentences.at(-1).onend = stopped;
});

if ("speechSynthesis" in window) {
  show();
  speechSynthesis.addEventListener("voiceschanged", show);
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
