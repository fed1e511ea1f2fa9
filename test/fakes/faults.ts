/** What goes wrong with a request once: instead of its answer, or with it. */
export type Fault =
  /** The vendor answers this, and does nothing. */
  | { readonly kind: 'answer'; readonly answer: () => Response }
  /** The vendor does what was asked, and its answer gets lost. */
  | { readonly kind: 'lost' }
  /** The vendor does what was asked, and the line to it breaks: its answer gets lost, and nothing arrives until `mend`. */
  | { readonly kind: 'broken' }
  /** The request gets lost on the way. */
  | { readonly kind: 'unsent' };

/** Lets single requests go wrong. */
export class Faults {
  #next: { readonly on: RegExp; readonly fault: Fault }[] = [];
  #isBroken = false;

  /** The next request of that name goes wrong; several faults come one after the other. */
  next(on: RegExp, fault: Fault): void {
    this.#next.push({ on, fault });
  }

  /** The line to the vendor is whole again. */
  mend(): void {
    this.#isBroken = false;
  }

  /** Answers a request, or fails it as was wished. */
  async play(name: string, answer: () => Response | Promise<Response>): Promise<Response> {
    if (this.#isBroken) throw new TypeError('socket hang up');
    const at = this.#next.findIndex(({ on }) => on.test(name));
    const [due] = at === -1 ? [] : this.#next.splice(at, 1);
    if (due?.fault.kind === 'answer') return due.fault.answer();
    if (due?.fault.kind === 'unsent') throw new TypeError('socket hang up');
    const told = await answer();
    if (due?.fault.kind === 'broken') this.#isBroken = true;
    if (due?.fault.kind === 'lost' || due?.fault.kind === 'broken') throw new TypeError('socket hang up');
    return told;
  }
}
