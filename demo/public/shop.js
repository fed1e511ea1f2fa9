// Lets the shop's forms work without leaving the page. Without this script they work as plain forms.
// The server answers a form with a page; the parts marked data-region are taken from it, the rest stays as it is,
// so the club's elements on the page are never touched: they follow by themselves.
document.documentElement.classList.add('scripted');
const working = new Set();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-live')) return;
  event.preventDefault();
  void send(form, event.submitter);
});

document.addEventListener('change', (event) => {
  const form = event.target instanceof HTMLSelectElement ? event.target.form : null;
  if (form?.hasAttribute('data-live-change')) form.requestSubmit();
});

async function send(form, button) {
  // A second press while the first is under way changes nothing.
  if (working.has(form)) return;
  working.add(form);
  button?.setAttribute('aria-disabled', 'true');
  try {
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
    redraw(await answer.text());
  } catch {
    say(document.body.dataset.offline ?? '');
  } finally {
    working.delete(form);
    button?.removeAttribute('aria-disabled');
  }
}

function redraw(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const focused = document.activeElement?.id;
  for (const region of document.querySelectorAll('[data-region]')) {
    const next = fresh.querySelector(`[data-region="${region.dataset.region}"]`);
    if (next) region.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)));
  }
  if (document.activeElement !== document.body) return;
  // What had the focus was redrawn: go back to it, or to the start of the page's content.
  const again = focused ? document.getElementById(focused) : null;
  (again ?? document.getElementById('content'))?.focus({ preventScroll: true });
}

function say(text) {
  const place = document.querySelector('[data-region="notice"]');
  const bar = document.createElement('div');
  bar.className = 'notice care';
  const line = document.createElement('p');
  line.textContent = text;
  bar.append(line);
  place?.replaceChildren(bar);
}
