import { expect } from '@open-wc/testing';
import { pointsPreviewState, pointsPreviewStates } from '../../stories/points-preview.states.js';
import { showing, until } from '../../stories/stage.js';
import { documented } from './documented.js';
import { judgeState, type Seen } from './judge-state.js';
import { enter, frames, leave, listening, said } from './support.js';

const tag = 'vafa-points-preview';
const promised = documented[tag];
const seen: Seen = { parts: new Set(), slots: new Set(), states: new Set(), events: new Set() };

describe(`<${tag}>`, () => {
  for (const state of pointsPreviewStates) describe(`state: ${state.name}`, () => judgeState(tag, state, promised, seen));
  describe('over all states', () => {
    it('shows every documented part and slot, marks every state', () => {
    expect([...seen.parts].sort()).to.deep.equal([...promised.parts].sort());
    expect([...seen.slots].sort()).to.deep.equal([...promised.slots].sort());
    expect([...seen.states].sort()).to.deep.equal([...promised.states].sort());
    });
  });

  describe('on a page', () => {
    listening();
    afterEach(leave);

    it('follows the cart', async () => {
      const { element } = await enter(tag, pointsPreviewState('ready'));
      element.setAttribute('amount', '20000000');
      await until(() => said(element).includes('You earn 200 points'), 'the new estimate');
      expect(said(element)).not.to.include('125');
    });

    it('asks nothing about what is no amount, and shows nothing', async () => {
      for (const amount of ['many', '-1', '1e99']) {
        const { element } = await enter(tag, pointsPreviewState('ready'));
        element.setAttribute('amount', amount);
        element.removeAttribute('product');
        await frames();
        expect(said(element)).not.to.match(/125|NaN/);
        leave();
      }
    });

    it('shows nothing, and takes no room, where the page has said nothing', async () => {
      const { element } = await enter(tag, pointsPreviewState('ready'));
      element.removeAttribute('amount');
      await until(() => element.getBoundingClientRect().height === 0, 'an empty line');
      element.setAttribute('amount', '100000');
      await showing(element, 'ready');
    });

    it('ends its request when it is taken away, and asks again when it comes back', async () => {
      const { element, provider } = await enter(tag, pointsPreviewState('ready'));
      element.remove();
      await frames();
      provider.append(element);
      await until(() => said(element).includes('125'), 'the estimate');
    });
  });
});
