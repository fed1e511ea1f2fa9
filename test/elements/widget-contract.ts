import { expect } from '@open-wc/testing';
import type { Memory } from '../../src/adapters/memory/memory.js';
import type { State, Tag } from '../../stories/stage.js';
import { documented } from './documented.js';
import { judgeEvents, judgeNews } from './judge-events.js';
import { judgeLife } from './judge-life.js';
import { judgeState, type Seen } from './judge-state.js';

/** An element before and after something happened at the shop. */
export interface Example {
  readonly state: State;
  /** What happens at the shop. */
  change(club: Memory): void;
  /** What can be read before, and only before. */
  readonly before: string;
  /** What can be read after, and only after. */
  readonly after: string;
}

/** Judges an element by what every element promises: in every state, through its life on a page, and in what it tells. */
export function widgetContract(tag: Tag, states: readonly State[], example: Example): void {
  const promised = documented[tag];
  const seen: Seen = { parts: new Set(), slots: new Set(), states: new Set(), events: new Set() };
  const named = (name: string): State => {
    const found = states.find((state) => state.name === name);
    if (!found) throw new Error(`<${tag}> has no state “${name}”.`);
    return found;
  };
  describe(`widget contract: <${tag}>`, () => {
    for (const state of states) describe(`state: ${state.name}`, () => judgeState(tag, state, promised, seen));
    describe('over all states', () => {
      it('shows every documented part, and no other', () => expect([...seen.parts].sort()).to.deep.equal([...promised.parts].sort()));
      it('has every documented slot, and no other', () => expect([...seen.slots].sort()).to.deep.equal([...promised.slots].sort()));
      it('marks every documented state', () => expect([...seen.states].sort()).to.deep.equal([...promised.states].sort()));
    });
    describe('what it tells the page', () => judgeEvents(tag, named));
    describe('what it says of news', () => judgeNews(tag, example));
    describe('its life on a page', () => judgeLife(tag, example, named));
  });
}
