import type { VafaConfig } from './config.js';

const expected: { readonly [K in keyof Required<VafaConfig>]: string } = {
  api: 'an https address, such as https://club.example.com, or that of a description, such as /club.json',
  locale: 'a language tag, such as fa or en-GB',
  dir: 'ltr or rtl',
  theme: 'auto, light or dark',
  digits: 'locale or latn',
  calendar: 'locale, gregory or persian',
  getToken: 'a function that gives a token, or null for a guest',
  tokenUrl: 'an address on this site that answers {"token": "…"}',
  signInUrl: 'an address of this site',
  messages: 'an object of languages, such as { "en": { "points.heading": "Your stars" } }',
  base: 'the address of the folder that holds the script’s parts',
  deadline: 'milliseconds from 1000 to 60000',
  cart: 'an object with getCart, applyCode and removeCode',
  trustedTypesPolicy: 'a policy with createHTML, or null for none',
  adapter: 'an object with the methods of PortalAdapter',
};

const isSetting = (name: string): name is keyof VafaConfig => Object.hasOwn(expected, name);

/** What the kit tells a developer: what is wrong, and what to change. */
export const advice = {
  setting: (name: string): string =>
    isSetting(name)
      ? `the setting \`${name}\` was left out: it should be ${expected[name]}.`
      : `there is no setting \`${name}\`; it was left out. The settings are ${Object.keys(expected).join(', ')}.`,
  api: (): string => 'no club to talk to. Set data-api on the script tag, or call vafa.configure({ api: "https://…" }).',
  vendor: (api: string, path: string, says: string): string => `${api} is no description a page can use: ${path}: ${says}.`,
  json: (): string => 'the settings in <script type="application/json" data-vafa> are not JSON and were left out.',
  message: (key: string, why: string): string => `the message ${key} is malformed and was left out: ${why}.`,
  taken: (tag: string): string => `<${tag}> is taken by another script and stays theirs; load Vafa once.`,
  version: (running: string, late: string): string => `version ${running} runs already; ${late} was not started. Load the script once.`,
  call: (name: string): string => `there is no call “${name}”; it was skipped. See README, “The script”.`,
  failed: (what: string): string => `a queued call failed and was skipped: ${what}.`,
  failure: (detail: string): string =>
    `a call failed: ${detail.replace(/\.$/, '')}.${detail.startsWith('tokenUrl') ? ` It must be on ${location.origin} and answer {"token": "…"}, or 204 for a guest.` : ''}`,
  signIn: (api: string): string =>
    `<vafa-sign-in> cannot send codes: the gateway ${api ? `at ${api} ` : ''}does not sign in with them. Name the strategy one-time-code in its \`identity\`; see docs/identity.md, “Static pages”.`,
  part: (tag: string, why: string): string => `<${tag}> could not be fetched; its content stays as the page wrote it. ${why}`,
};
/** What the kit tells a developer. */
export type Advice = typeof advice;
