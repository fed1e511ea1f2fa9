/** Signs members in with one-time codes, on a page that has no server of its own. `storage` keeps the session while the tab is open. */
export function signIn({ api, storage = sessionStorage, key = 'vafa-session' }) {
  let fresh = null;
  const post = (path, body) =>
    fetch(`${api}/identity/v1/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return {
    /** Sends a code to an address. False when there were too many, or it is no address. */
    ask: async (to, locale) => (await post('codes', { to, locale })).ok,
    /** Whether the code is the one that was sent. */
    enter: async (to, code) => {
      const answer = await post('tokens', { to, code });
      if (!answer.ok) return false;
      const { token, session } = await answer.json();
      fresh = token;
      if (session) storage.setItem(key, session);
      return true;
    },
    /** For `vafa.configure({ getToken })` and `vafa.identify(getToken)`. */
    getToken: async () => {
      const [first, session] = [fresh, storage.getItem(key)];
      fresh = null;
      if (first) return first;
      if (!session) return null;
      const answer = await post('tokens', { session });
      if (answer.ok) return (await answer.json()).token;
      if (answer.status !== 401) throw new Error(`The gateway answered ${answer.status}.`);
      storage.removeItem(key);
      return null;
    },
    /** Forgets the member; then say `vafa.identify(null)`. */
    leave: () => {
      fresh = null;
      storage.removeItem(key);
    },
  };
}
