// Lets a person have notices in this browser. The page says the same things without it.
const form = document.querySelector("[data-notices]");
const possible = form && "serviceWorker" in navigator && "PushManager" in window;

function bytes(coded) {
  const plain = atob(coded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

async function subscribe() {
  const worker = await navigator.serviceWorker.register("/notices.js");
  const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.notices) };
  form.elements.subscription.value = JSON.stringify(await worker.pushManager.subscribe(asked));
  form.submit();
}

if (possible) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    subscribe().catch(() => {
      form.querySelector("[role=status]").textContent = form.dataset.refused;
    });
  });
}
