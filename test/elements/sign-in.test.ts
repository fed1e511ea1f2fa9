import { expect } from '@open-wc/testing';
import { signInStates } from '../../stories/sign-in.states.js';
import { documented } from './documented.js';
import { judgeState, type Seen } from './judge-state.js';

const tag = 'vafa-sign-in';
const promised = documented[tag];
const seen: Seen = { parts: new Set(), slots: new Set(), states: new Set(), events: new Set() };

describe(`<${tag}>`, () => {
  for (const state of signInStates) describe(`state: ${state.name}`, () => judgeState(tag, state, promised, seen));
  describe('over all states', () => {
    it('shows every documented part, and no other', () => expect([...seen.parts].sort()).to.deep.equal([...promised.parts].sort()));
    it('has every documented slot, and no other', () => expect([...seen.slots].sort()).to.deep.equal([...promised.slots].sort()));
    it('marks every documented state', () => expect([...seen.states].sort()).to.deep.equal([...promised.states].sort()));
  });
});
