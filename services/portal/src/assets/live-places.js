/* Places that change while somebody looks at them. Without it, the page shows those of the moment it was opened. */
const EVERY_MS = 10_000;
const places = document.getElementById('places');
const address = places?.dataset.live;

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('places');
  const current = document.getElementById('places');
  // Replaced only where something changed, so that a screen reader says nothing twice.
  if (fresh && current && fresh.textContent !== current.textContent)
    current.replaceChildren(...fresh.childNodes);
}

if (address) {
  setInterval(refresh, EVERY_MS);
  document.addEventListener('visibilitychange', refresh);
}
