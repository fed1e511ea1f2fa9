import type { MemoryClub } from '../src/adapters/memory/state.js';
import type { ErrorKind } from '../src/domain/error.schema.js';
import { clubOf, failing, never } from './clubs.js';
import { get, until, type Stage, type State } from './stage.js';

/** What the elements about a member say differently in the states they share. */
export interface Words {
  readonly guest: State['says'];
  readonly safe: State['says'];
  /** What stands in the card while it is being refreshed or could not be. */
  readonly known: State['says'];
}

const retry = { en: 'Try again', fa: 'تلاش دوباره' } as const;

/** The states that every element about a member has, in its words. */
export function memberStates(words: Words): State[] {
  return [...guests(words), ...joins(), ...waits(words), ...failures(words)];
}

function guests({ guest, safe }: Words): State[] {
  const expired = { en: ['We couldn’t confirm your sign-in', ...safe.en], fa: ['ورود شما تأیید نشد', ...safe.fa] };
  return [
    { name: 'guest', shows: 'guest', scene: () => ({ club: clubOf(), asGuest: true }), says: { en: [...guest.en, 'Sign in'], fa: [...guest.fa, 'ورود به حساب'] } },
    { name: 'guest, no address to sign in', shows: 'guest', scene: () => ({ club: clubOf(), asGuest: true, config: { signInUrl: undefined } }), says: guest },
    {
      name: 'sign-in ran out',
      shows: 'guest',
      scene: () => ({ club: failing('unauthenticated') }),
      says: { en: [...expired.en, 'Sign in'], fa: [...expired.fa, 'ورود به حساب'] },
    },
    {
      name: 'sign-in ran out, no address to sign in',
      shows: 'guest',
      scene: () => ({ club: failing('unauthenticated'), config: { signInUrl: undefined } }),
      says: { en: [...expired.en, retry.en], fa: [...expired.fa, retry.fa] },
    },
  ];
}

const stranger = (settings: Partial<MemoryClub> = {}) => clubOf({ member: { state: 'not_enrolled' } }, settings);
const invitation = { en: ['Join, and your next orders count.', 'Read the terms'], fa: ['با عضویت، سفارش‌های بعدی', 'خواندن شرایط'] };

async function clickJoin({ element }: Stage): Promise<void> {
  await until(() => get(element, 'button[part=action]'), 'the button to join');
  get(element, 'button[part=action]').click();
}

function joins(): State[] {
  return [
    { name: 'not enrolled', shows: 'not-enrolled', scene: () => ({ club: stranger() }), says: { en: [...invitation.en, 'Join the club'], fa: [...invitation.fa, 'عضویت در باشگاه'] } },
    {
      name: 'joining',
      shows: 'not-enrolled',
      scene: () => ({ club: stranger() }),
      act: {
        from: 'not-enrolled',
        async run(stage) {
          stage.club.knobs.latency = never;
          await clickJoin(stage);
          await until(() => get(stage.element, 'button[aria-disabled=true]'), 'a busy button');
        },
      },
      says: { en: [...invitation.en, 'Joining…'], fa: [...invitation.fa, 'در حال عضویت…'] },
    },
    {
      name: 'joining failed',
      shows: 'not-enrolled',
      scene: () => ({ club: stranger({ knobs: { latency: 0, fail: (operation) => (operation === 'join' ? 'unavailable' : undefined) } }) }),
      act: {
        from: 'not-enrolled',
        async run(stage) {
          await clickJoin(stage);
          await until(() => stage.element.shadowRoot?.querySelector('[role=alert]'), 'what went wrong');
        },
      },
      says: { en: ['We couldn’t add you to the club.', 'Join the club'], fa: ['عضویت انجام نشد.', 'عضویت در باشگاه'] },
    },
    {
      name: 'not enrolled, the club takes nobody now',
      shows: 'not-enrolled',
      scene: () => ({ club: stranger({ capabilities: { shop: 'yes', member: 'yes', wallets: 'yes', tiers: 'yes', activity: 'yes', join: 'no', watch: 'no' } }) }),
      says: { en: ['You are not a member of the club yet.'], fa: ['هنوز عضو باشگاه نیستید.'] },
    },
    {
      name: 'membership paused',
      shows: 'blocked',
      scene: () => ({ club: clubOf({ member: { state: 'blocked' } }) }),
      says: { en: ['Your membership is paused.'], fa: ['عضویت شما موقتاً متوقف شده است.'] },
    },
  ];
}

function waits({ known }: Words): State[] {
  return [
    { name: 'loading', shows: 'loading', scene: () => ({ club: clubOf({}, { knobs: { latency: never } }) }), says: { en: [], fa: [] } },
    {
      name: 'refreshing',
      shows: 'refreshing',
      scene: () => ({ club: clubOf() }),
      act: {
        from: 'ready',
        run({ club, provider }) {
          club.knobs.latency = never;
          provider.refresh();
        },
      },
      says: known,
    },
    {
      name: 'could not be refreshed',
      shows: 'stale',
      scene: () => ({ club: clubOf() }),
      act: {
        from: 'ready',
        run({ club, provider }) {
          club.knobs.fail = 'unavailable';
          provider.refresh();
        },
      },
      says: { en: [...known.en, 'We couldn’t refresh this just now. As of', retry.en], fa: [...known.fa, 'الان نتوانستیم این بخش را به‌روز کنیم. وضعیت تا', retry.fa] },
    },
  ];
}

const sentences: Readonly<Partial<Record<ErrorKind, State['says']>>> = {
  unavailable: { en: ['We couldn’t reach the shop just now.', retry.en], fa: ['الان به فروشگاه دسترسی نداریم.', retry.fa] },
  timeout: { en: ['The shop is taking too long to answer.', retry.en], fa: ['پاسخ فروشگاه بیش از حد طول کشید.', retry.fa] },
  rate_limited: { en: ['We will try again by ourselves.'], fa: ['خودمان دوباره تلاش می‌کنیم.'] },
  invalid: { en: ['The shop sent an answer we couldn’t read.', retry.en], fa: ['پاسخ فروشگاه برای ما خوانا نبود.', retry.fa] },
  forbidden: { en: ['Your account can’t see this.'], fa: ['حساب شما به این بخش دسترسی ندارد.'] },
  unsupported: { en: ['This club doesn’t offer this yet.'], fa: ['این باشگاه هنوز این بخش را ندارد.'] },
  not_found: { en: ['Something went wrong at the shop.'], fa: ['در فروشگاه خطایی رخ داد.'] },
};

/** Failures after which what the member has is said to be safe. */
const reassured: readonly string[] = ['unavailable', 'timeout', 'rate_limited', 'invalid', 'not_found'];

function failures({ safe }: Words): State[] {
  return Object.entries(sentences).map(([kind, { en, fa }]) => ({
    name: `failed: ${kind.replace('_', ' ')}`,
    shows: 'failed',
    scene: () => ({ club: failing(kindOf(kind)) }),
    says: { en: [...en, ...(reassured.includes(kind) ? safe.en : [])], fa: [...fa, ...(reassured.includes(kind) ? safe.fa : [])] },
  }));
}

function kindOf(name: string): ErrorKind | undefined {
  return errorNames.find((kind) => kind === name);
}

const errorNames: readonly ErrorKind[] = ['unavailable', 'timeout', 'rate_limited', 'invalid', 'forbidden', 'unsupported', 'not_found'];
