import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import { rightCode } from './codes.js';
import { address, signInState, signInStates } from './sign-in.states.js';
import { find, get, showing, until } from './stage.js';
import { playgroundOf, sceneOf, storyOf, tokens } from './support.js';

type Story = StoryObj;
const state = storyOf('vafa-sign-in', signInStates);
const scene = sceneOf('vafa-sign-in', signInStates);

const meta: Meta = { title: 'Elements/Sign in', component: 'vafa-sign-in' };
export default meta;

/** A control for everything; any address gets the code 024680. */
export const Playground: Story = {
  args: { channel: 'email', countryCode: '' },
  argTypes: { channel: { control: 'inline-radio', options: ['email', 'sms'] }, countryCode: { control: 'text', description: 'Calling code of the numbers that begin with 0' }, ...tokens },
  render: playgroundOf('vafa-sign-in', signInState('guest'), ({ element }, args) => {
    element.setAttribute('channel', `${args['channel'] ?? ''}`);
    element.setAttribute('country-code', `${args['countryCode'] ?? ''}`);
  }),
};

export const Guest: Story = state('guest');
export const GuestByTelephone: Story = state('guest, by telephone');
export const GuestByTelephoneOfOneCountry: Story = state('guest, by telephone of one country');
export const Sending: Story = state('sending');
export const NoAddress: Story = state('no address');
export const NoNumber: Story = state('no number');
export const TooManyCodesAskedFor: Story = state('too many codes asked for');
export const FailedUnavailable: Story = state('failed: unavailable');
export const Sent: Story = state('sent');
export const SentAWhileAgo: Story = state('sent, a while ago');
export const Checking: Story = state('checking');
export const NotSixDigits: Story = state('not six digits');
export const WrongCode: Story = state('wrong code');
export const WrongTooOften: Story = state('wrong too often');
export const TheCodeHasEnded: Story = state('the code has ended');
export const NotOffered: Story = state('not offered');
export const SignedIn: Story = state('signed in');
export const Loading: Story = state('loading');
export const WhoIsHereCannotBeFoundOut: Story = state('who is here cannot be found out');
export const SignedInElsewhere: Story = state('signed in elsewhere');

/** An address, the code with Persian digits, and a member is here. */
export const SignsIn: Story = scene('signs in', 'guest', async ({ element }) => {
  await userEvent.type(get(element, 'input'), `${address}{Enter}`);
  await showing(element, 'sent');
  await until(() => element.shadowRoot?.activeElement === find(element, '#code'), 'the focus in the field of the code');
  await userEvent.type(get(element, '#code'), '۰۲۴ ۶۸۰');
  await expect(get(element, '#code')).toHaveValue(rightCode);
  await userEvent.keyboard('{Enter}');
  await showing(element, 'ready');
  await expect(get(element, '[role=status]')).not.toBeEmptyDOMElement();
});

/** Signs out, and an address is asked for again. */
export const SignsOut: Story = scene('signs out', 'signed in', async ({ element }) => {
  await userEvent.click(get(element, 'button'));
  await showing(element, 'guest');
  await expect(element.shadowRoot?.activeElement).toBe(get(element, 'section'));
});
