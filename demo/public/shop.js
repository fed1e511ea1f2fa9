// Lets the shop's forms work without leaving the page. Without this script they work as plain forms.
// The server answers a form with a page; the parts marked data-region are taken from it, the rest stays as it is,
// so the club's elements on the page are never touched: they follow by themselves, and by the attributes they name
// in data-follow.
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
  for (const element of document.querySelectorAll('[data-follow]')) {
    const next = fresh.getElementById(element.id);
    if (next) for (const name of element.dataset.follow.split(' ')) follow(element, name, next.getAttribute(name));
  }
  if (document.activeElement !== document.body) return;
  // What had the focus was redrawn: go back to it, or to the start of the page's content.
  const again = focused ? document.getElementById(focused) : null;
  (again ?? document.getElementById('content'))?.focus({ preventScroll: true });
}

function follow(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

// The shop's cart as the club's rewards see it: a code goes in by itself, and the summary on this page follows.
const address = `/${document.documentElement.lang.slice(0, 2)}/api/cart`;
const cart = {
  async getCart() {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
    return answer.status === 204 ? undefined : answer.json();
  },
  applyCode: (code) => tellCart('/code', code),
  removeCode: (code) => tellCart('/code/remove', code),
};
(window.vafa ||= []).push(['configure', { cart }]);

async function tellCart(path, code) {
  const answer = await fetch(address + path, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ code }) });
  if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
  const told = await answer.json();
  if (told.ok && document.querySelector('[data-region="summary"]')) await refresh();
  return told;
}

// What the page shows of the cart, asked for anew. That the code is in is known already: a failure here changes nothing.
async function refresh() {
  const page = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => undefined);
  if (page?.ok) redraw(await page.text());
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
