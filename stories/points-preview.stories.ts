import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { pointsPreviewState, pointsPreviewStates } from './points-preview.states.js';
import { playgroundOf, storyOf, tokens } from './support.js';

type Story = StoryObj;
const state = storyOf('vafa-points-preview', pointsPreviewStates);

const meta: Meta = { title: 'Elements/Points preview', component: 'vafa-points-preview' };
export default meta;

/** Any amount of money. */
export const Playground: Story = {
  args: { amount: 12_500_000, currency: 'IRR' },
  argTypes: { amount: { control: 'number', description: 'In the currency’s smallest step' }, currency: { control: 'text' }, ...tokens },
  render: playgroundOf('vafa-points-preview', pointsPreviewState('ready'), ({ element }, args) => {
    element.setAttribute('amount', `${args['amount'] ?? ''}`);
    element.setAttribute('currency', `${args['currency'] ?? ''}`);
  }),
};

export const Ready: Story = state('ready');
export const Guest: Story = state('guest');
export const NothingEarned: Story = state('nothing earned');
export const Loading: Story = state('loading');
export const Failed: Story = state('failed');
