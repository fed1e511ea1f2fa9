/** Somebody with a browser that keeps the shop's cookie and sends forms as a browser does, without any script. */
export class Visitor {
  cookie = '';

  constructor(public url: string) {}

  /** The same browser, the same cookie, a second window. */
  twin(): Visitor {
    const twin = new Visitor(this.url);
    twin.cookie = this.cookie;
    return twin;
  }

  /** The shop has another address after a restart. */
  move(url: string): void {
    this.url = url;
  }

  /** Opens an address and answers the page. */
  async read(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#keep(await fetch(this.url + path, { headers: { ...headers, cookie: this.cookie } }));
  }

  /** Sends a form. */
  async post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams(fields);
    const sent = { Origin: this.url, ...headers, cookie: this.cookie };
    return this.#keep(await fetch(this.url + path, { method: 'POST', body, headers: sent, redirect: 'manual' }));
  }

  /** Sends a form and answers the page that follows. */
  async send(path: string, fields: Record<string, string>): Promise<string> {
    const answer = await this.post(path, fields);
    const to = answer.headers.get('location');
    if (answer.status !== 303 || to === null) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return this.read(to);
  }

  #keep(answer: Response): Response {
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie !== undefined) this.cookie = cookie;
    return answer;
  }
}
