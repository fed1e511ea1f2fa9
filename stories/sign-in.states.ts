import { clubOf } from './clubs.js';
import { codesAt, session, welcoming, type Codes } from './codes.js';
import { find, get, showing, until, type Scene, type Stage, type State } from './stage.js';

type Says = State['says'];

/** Where a member gets their mail. */
export const address = 'sara@example.com';

const forever = new Promise<never>(() => undefined);
const failing = (kind: string, status: number, more: object = {}): Codes['answer'] => () => [status, { kind, ...more }];

/** A page that says nothing of who is here, over a gateway that signs in with codes. */
function sceneAt(codes: Codes, more: Scene['config'] = {}): Scene {
  return { club: clubOf({ member: { name: 'Sara' } }), config: { api: codes.api, getToken: undefined, ...more } };
}

const scene = (answer?: Codes['answer'], more?: Scene['config']) => (): Scene => sceneAt(codesAt(answer), more);

/** The tab was here before, and kept something. */
const kept = (name: (api: string) => string, value: () => string, answer?: Codes['answer']) => (): Scene => {
  const codes = codesAt(answer);
  sessionStorage.setItem(name(codes.api), value());
  return sceneAt(codes);
};

const sessionName = (api: string): string => `vafa:${api}`;
const stepName = (api: string): string => `vafa:sign-in:${api}`;
const stepAt = (ago: number, wrong = 0) => (): string => `${Date.now() - ago} ${Date.now() - ago + 600_000} ${wrong} ${encodeURIComponent(address)}`;

/** Types into the field, as a person does, and presses the button. */
export async function submit({ element }: Pick<Stage, 'element'>, text: string): Promise<void> {
  await until(() => find(element, 'input'), 'the field');
  const field = get(element, 'input');
  if (field instanceof HTMLInputElement) field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  get(element, '[type=submit]').click();
}

/** Asks for a code. */
export async function ask(stage: Pick<Stage, 'element'>, text = address): Promise<void> {
  await submit(stage, text);
  await showing(stage.element, 'sent');
}

const lead = (run: (stage: Stage) => void | Promise<void>): State['act'] => ({ from: 'guest', run });

const first: Says = { en: ['Sign in', 'E-mail address', 'We send you a code.', 'Send me a code'], fa: ['ورود به حساب', 'نشانی ایمیل', 'کد را بفرستید'] };
const second: Says = { en: ['We sent a code to:', address, 'Change the address', 'Code of six digits'], fa: ['کد را فرستادیم به:', address, 'تغییر نشانی', 'کد شش‌رقمی'] };
const both = (one: Says, en: string, fa: string): Says => ({ en: [...one.en, en], fa: [...one.fa, fa] });

const addresses: State[] = [
  { name: 'guest', shows: 'guest', scene: scene(), says: first },
  { name: 'guest, by telephone', shows: 'guest', scene: scene(), attributes: { channel: 'sms' }, says: { en: ['Phone number', 'With its country, such as +44 7700 900123.'], fa: ['شمارهٔ تلفن', 'با کد کشور، مثل'] } },
  { name: 'guest, by telephone of one country', shows: 'guest', scene: scene(), attributes: { channel: 'sms', 'country-code': '98' }, says: { en: ['Phone number'], fa: ['شمارهٔ تلفن'] } },
  { name: 'sending', shows: 'sending', scene: scene(() => forever), act: lead((stage) => submit(stage, address)), says: { en: ['Sending…'], fa: ['در حال فرستادن…'] } },
  { name: 'no address', shows: 'wrong', scene: scene(), act: lead((stage) => submit(stage, 'sara@')), says: both(first, 'This is not a whole e-mail address.', 'این نشانی ایمیل کامل نیست.') },
  { name: 'no number', shows: 'wrong', scene: scene(), attributes: { channel: 'sms' }, act: lead((stage) => submit(stage, '0912')), says: { en: ['This is not a whole phone number.'], fa: ['این شمارهٔ تلفن کامل نیست.'] } },
  { name: 'too many codes asked for', shows: 'limited', scene: scene(failing('rate_limited', 429, { retryAfter: 1_200 })), act: lead((stage) => submit(stage, address)), says: { en: ['You can try again in 20 minutes.'], fa: ['۲۰ دقیقهٔ دیگر دوباره تلاش کنید.'] } },
  { name: 'failed: unavailable', shows: 'failed', scene: scene(failing('unavailable', 503)), act: lead((stage) => submit(stage, address)), says: { en: ['We couldn’t reach the shop just now. Please try again.'], fa: ['الان به فروشگاه دسترسی نداریم.'] } },
];

const codes: State[] = [
  { name: 'sent', shows: 'sent', scene: scene(), act: lead((stage) => ask(stage)), says: { en: [...second.en, 'The code is good for 10 minutes.', 'Send again', 'You can ask for another in 30 seconds.'], fa: [...second.fa, 'کد تا ۱۰ دقیقهٔ دیگر معتبر است.', '۳۰ ثانیهٔ دیگر'] } },
  { name: 'sent, a while ago', shows: 'sent', scene: kept(stepName, stepAt(61_000)), says: { en: [...second.en, 'The code is good for 9 minutes.', 'Send again'], fa: [...second.fa, 'کد تا ۹ دقیقهٔ دیگر معتبر است.'] } },
  { name: 'checking', shows: 'checking', scene: scene((path, body) => (path === 'codes' ? welcoming(path, body) : forever)), act: lead(async (stage) => { await ask(stage); await submit(stage, '123456'); }), says: both(second, 'Checking…', 'در حال بررسی…') },
  { name: 'not six digits', shows: 'wrong', scene: scene(), act: lead(async (stage) => { await ask(stage); await submit(stage, '12'); }), says: both(second, 'The code has six digits.', 'کد شش رقم دارد.') },
  { name: 'wrong code', shows: 'wrong', scene: scene(), act: lead(async (stage) => { await ask(stage); await submit(stage, '111111'); }), says: both(second, 'This is not the code we sent.', 'این کدی نیست که فرستادیم.') },
  { name: 'wrong too often', shows: 'limited', scene: kept(stepName, stepAt(61_000, 4)), act: { from: 'sent', run: (stage) => submit(stage, '111111') }, says: { en: ['That was wrong too often', 'Send again'], fa: ['چند بار کد نادرست وارد شد', 'دوباره بفرستید'] } },
  { name: 'the code has ended', shows: 'limited', scene: kept(stepName, stepAt(61_000, 5)), says: { en: ['This code is no longer good.', 'Send again'], fa: ['این کد دیگر معتبر نیست.', 'دوباره بفرستید'] } },
];

const others: State[] = [
  { name: 'not offered', shows: 'unsupported', scene: scene(failing('not_found', 404)), act: lead((stage) => submit(stage, address)), says: { en: ['Signing in is not possible here yet.'], fa: ['ورود به حساب هنوز اینجا ممکن نیست.'] } },
  { name: 'signed in', shows: 'ready', scene: kept(sessionName, () => session), says: { en: ['Signed in', 'You are signed in as Sara.', 'Sign out'], fa: ['وارد شده‌اید', 'با نام Sara وارد شده‌اید.', 'خروج از حساب'] } },
  { name: 'loading', shows: 'loading', scene: kept(sessionName, () => session, () => forever), says: { en: [], fa: [] } },
  { name: 'who is here cannot be found out', shows: 'failed', scene: kept(sessionName, () => session, failing('unavailable', 503)), says: { en: ['We couldn’t reach the shop just now.', 'Nothing of yours is lost.', 'Try again'], fa: ['الان به فروشگاه دسترسی نداریم.', 'چیزی از شما از دست نرفته است.', 'تلاش دوباره'] } },
  { name: 'signed in elsewhere', shows: 'elsewhere', scene: () => ({ club: clubOf(), asGuest: true }), says: { en: ['Sign in'], fa: ['ورود به حساب'] } },
];

/** Every state of signing in with a code. */
export const signInStates: readonly State[] = [...addresses, ...codes, ...others];

/** One of them, by its name. */
export function signInState(name: string): State {
  const found = signInStates.find((state) => state.name === name);
  if (!found) throw new Error(`There is no state “${name}”.`);
  return found;
}
