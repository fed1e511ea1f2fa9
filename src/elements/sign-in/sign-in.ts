import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { MemberView } from '../../controllers/member-view.js';
import { ResourceController } from '../../controllers/resource.js';
import { SignInController, type SignIn } from '../../controllers/sign-in.js';
import type { Member } from '../../domain/member.schema.js';
import { VafaMemberSignedInEvent, VafaMemberSignedOutEvent } from '../../events-more.js';
import { MemberPanel } from '../../parts/member-panel.js';
import { card, skeleton } from '../../ui/card.js';
import { button } from '../../ui/notice.js';
import { VafaElement } from '../element.js';
import { drawAddress, drawCode, troubleWords, type FormParts } from './forms.js';
import { signInStyles } from './sign-in.styles.js';

/** What the card shows: a form, who is here, or that nothing is known yet. */
type Face = 'loading' | 'failed' | 'elsewhere' | 'address' | 'code' | 'over' | 'in';

/**
 * Signs a member in with a code that is sent to their address, for shops whose pages have no session; shows who is signed in, and signs out.
 *
 * @tag vafa-sign-in
 * @slot heading - Replaces the heading.
 * @slot footer - Stands under everything, such as a line about privacy.
 * @csspart card - The surface.
 * @csspart heading - The heading.
 * @csspart value - The address a code was sent to.
 * @csspart field - The field for the address, or for the code.
 * @csspart message - A sentence about the state of things.
 * @csspart action - A button, or a link that acts.
 * @csspart entry - The link to where the page signs in, where it does so elsewhere.
 * @cssstate loading - Nothing is known yet.
 * @cssstate guest - An address is asked for.
 * @cssstate sending - A code is being sent.
 * @cssstate sent - A code was sent, and is asked for.
 * @cssstate checking - A code is being checked.
 * @cssstate wrong - What was typed is no address, or not the code.
 * @cssstate limited - There were too many tries: it takes another code, or some time.
 * @cssstate failed - The shop could not be reached.
 * @cssstate unsupported - The gateway does not sign in with codes.
 * @cssstate ready - A member is signed in.
 * @cssstate elsewhere - The page has another way of signing in; nothing but its link is shown, and that to guests.
 * @fires {VafaMemberSignedInEvent} vafa-member-signed-in - Somebody signed in here.
 * @fires {VafaMemberSignedOutEvent} vafa-member-signed-out - The member signed out here.
 * @fires {VafaSignInRequestEvent} vafa-sign-in-request - A guest follows the link to where the page signs in; cancelable.
 * @fires {VafaLoadFailedEvent} vafa-load-failed - Who is here could not be found out.
 */
export class VafaSignIn extends VafaElement {
  static override styles = [VafaElement.styles, signInStyles];

  /** Where codes go: `email`, or `sms` for telephone numbers. */
  @property() channel: 'email' | 'sms' = 'email';

  /** Calling code of the country whose numbers begin with one 0, such as `98`; for `sms`. */
  @property({ attribute: 'country-code' }) countryCode = '';

  readonly #member = new ResourceController(this, { read: 'member' });
  readonly #panel = new MemberPanel(this, this.locale, { guest: 'entry.hint', safe: 'entry.safe', lines: 3 });
  readonly #sign = new SignInController(this);
  #face: Face = 'loading';
  #news = '';
  #told: SignIn['trouble'];
  #sentAt: number | undefined;
  /** Somebody did something here: the focus follows what comes of it. */
  #acted = false;

  constructor() {
    super();
    this.locale.parts.add('entry');
  }

  protected override willUpdate(): void {
    const sign = this.#sign.current;
    const session = this.club.client?.session;
    if (!sign) return;
    if (sign.entered && session !== 'unknown') {
      sign.settle(session === 'member');
      if (session === 'member') this.#say(this.locale.t('entry.done'), new VafaMemberSignedInEvent());
    }
    sign.look(Date.now());
    this.#follow(sign);
  }

  protected override render(): TemplateResult {
    const view = this.#panel.view(this.#member.state);
    const before = this.#face;
    this.#face = this.#faceOf(view);
    void this.updateComplete.then(() => this.#leadFocus(before));
    const { tongue } = this.locale;
    const busy = this.#face === 'loading' || this.#sign.current?.busy !== undefined;
    this.mark(...this.#states(this.#face));
    if (this.#face === 'elsewhere') {
      return html`<div class="card bare" part="card" lang=${tongue.locale} dir=${tongue.dir} data-scheme=${this.scheme.scheme}>${this.club.client?.session === 'guest' ? (this.#panel.signIn() ?? nothing) : nothing}</div>`;
    }
    const heading = this.locale.ready ? this.locale.t(this.#face === 'in' ? 'entry.in' : 'entry.heading') : '';
    return card({ tongue, scheme: this.scheme.scheme, heading, busy, body: this.#renderFace(this.#face, view), news: this.#news });
  }

  #renderFace(face: Face, view: MemberView<Member>): TemplateResult {
    const sign = this.#sign.current;
    if (!sign || face === 'loading') return skeleton(3);
    if (view.kind === 'failed' && face === 'failed') return this.#panel.render(view);
    if (face === 'in') return this.#renderMember(view);
    return face === 'address' ? drawAddress(this.#parts(sign)) : drawCode(this.#parts(sign));
  }

  #renderMember(view: MemberView<Member>): TemplateResult {
    const { t } = this.locale;
    const name = view.kind === 'ready' ? view.data.name : this.#panel.member?.name;
    return html`<div class="stack fresh">
      <p part="message" .textContent=${name ? t('entry.as', { name }) : t('entry.done')}></p>
      <div class="actions">${button(t('entry.leave'), this.#onLeave, { quiet: true })}</div>
    </div>`;
  }

  #faceOf(view: MemberView<Member>): Face {
    const sign = this.#sign.current;
    const session = this.club.client?.session;
    if (!sign || !this.locale.ready) return 'loading';
    if (sign.isElsewhere) return 'elsewhere';
    if (!this.club.follows) return 'loading';
    if (sign.entered) return view.kind === 'failed' ? 'failed' : 'code';
    if (session === 'member') return 'in';
    if (view.kind === 'failed') return 'failed';
    if (session === 'unknown') return 'loading';
    if (!sign.step) return 'address';
    return sign.isGood(Date.now()) ? 'code' : 'over';
  }

  /** The states that are marked, beside the face’s own name. */
  #states(face: Face): string[] {
    const { busy, trouble } = this.#sign.current ?? {};
    if (face === 'in') return ['ready'];
    if (face === 'elsewhere') return [this.club.client?.session === 'unknown' ? 'loading' : face];
    if (face === 'loading' || face === 'failed') return [face];
    return [face === 'address' ? 'guest' : 'sent', busy ?? '', face === 'over' ? 'limited' : trouble ? marks[trouble.kind] : ''].filter(Boolean);
  }

  #parts(sign: SignIn): FormParts {
    const { locale, channel, countryCode } = this;
    const act = (run: () => void) => (): void => {
      this.#acted = true;
      run();
    };
    return {
      locale,
      sign,
      channel,
      hasCountry: countryCode !== '',
      now: Date.now(),
      send: act(() => void sign.send(channel, countryCode, locale.tongue.locale)),
      enter: (code) => act(() => void sign.enter(code))(),
      change: act(() => sign.change()),
    };
  }

  /** Says what is new to those who listen: a code is on its way, or something keeps them from going on. */
  #follow({ trouble, step, busy }: SignIn): void {
    if (busy === 'sending' || busy === 'checking') this.#news = '';
    if (trouble !== this.#told) this.#news = trouble ? troubleWords(this.locale, trouble, this.channel, Date.now()) : this.#news;
    this.#told = trouble;
    if (step && step.at !== this.#sentAt && this.#acted) this.#news = this.locale.t('entry.sentTo', { address: step.address });
    this.#sentAt = step?.at;
  }

  /** Leads the focus to the next field, or back to the one that is to be mended. */
  #leadFocus(before: Face): void {
    const { trouble, busy } = this.#sign.current ?? {};
    if (!this.#acted || busy || this.#face === 'loading') return;
    this.#acted = false;
    if (!this.#sign.mayLead) return;
    const moved = before !== this.#face;
    const mends = trouble?.kind === 'address' || trouble?.kind === 'short' || trouble?.kind === 'wrong';
    if (moved || mends) this.#focus(before);
  }

  #focus(before: Face): void {
    const field = this.renderRoot.querySelector<HTMLInputElement>('input');
    const place = this.#face === 'in' || before === 'in' ? this.renderRoot.querySelector('section') : (field ?? this.renderRoot.querySelector<HTMLElement>('[type=submit]'));
    if (place?.localName === 'section') place.setAttribute('tabindex', '-1');
    place?.focus();
    if (place === field) field?.select();
  }

  readonly #onLeave = (): void => {
    this.#acted = true;
    this.#sign.current?.leave();
    this.#say(this.locale.t('entry.left'), new VafaMemberSignedOutEvent());
  };

  #say(news: string, event: Event): void {
    this.#news = news;
    queueMicrotask(() => this.tell(event));
  }
}

const marks: Readonly<Record<NonNullable<SignIn['trouble']>['kind'], string>> = {
  address: 'wrong',
  short: 'wrong',
  wrong: 'wrong',
  used_up: 'limited',
  limited: 'limited',
  offline: 'failed',
  unavailable: 'failed',
  unsupported: 'unsupported',
};

declare global {
  interface HTMLElementTagNameMap {
    'vafa-sign-in': VafaSignIn;
  }
}
