import { expect } from '@open-wc/testing';
import { page } from '../../src/client/page.js';
import { loadModule } from '../../src/load-module.js';
import { pointsState } from '../../stories/points.states.js';
import { find, get, put, showing, until, type Stage } from '../../stories/stage.js';
import { tierState } from '../../stories/tier.states.js';
import { frames, leave, listening, room, said } from './support.js';

let lost = '';

/** Puts a state on a page that cannot fetch one of the kit's parts, until `lost` is another. */
function without(part: string, stage: () => Stage): Stage {
  lost = part;
  page.load = (name) => (name === lost ? Promise.reject(new Error('offline')) : loadModule(name));
  return stage();
}

describe('a part of the kit that cannot be fetched', () => {
  listening();
  afterEach(() => {
    page.load = loadModule;
    leave();
  });

  for (const [tag, state] of [['vafa-points', pointsState('failed: timeout')], ['vafa-tier', tierState('failed: timeout')]] as const) {
    it(`leaves <${tag}> with words and a button, which brings it once it can be fetched`, async () => {
      const { element, club } = without('care', () => put(tag, state, { into: room() }));
      await until(() => find(element, 'button'), 'a button');
      expect(said(element)).to.include('We couldn’t reach the shop just now.').and.to.include('safe');
      lost = '';
      club.knobs.fail = undefined;
      get(element, 'button').click();
      await showing(element, 'ready');
    });

    it(`costs <${tag}> nothing while all is well`, async () => {
      const ready = tag === 'vafa-points' ? pointsState('ready') : tierState('climbing');
      const { element } = without('care', () => put(tag, ready, { into: room() }));
      await showing(element, 'ready');
    });
  }

  it('leaves the last activities with words instead of nothing, and comes at the next try', async () => {
    const { element } = without('points-activity', () => put('vafa-points', pointsState('ready'), { into: room() }));
    await showing(element, 'ready');
    get(element, 'summary').click();
    await until(() => get(element, 'details').querySelector('[part=message]'), 'what went wrong');
    expect(said(element)).to.include('We couldn’t');
    lost = '';
    for (let click = 0; click < 2; click++) {
      get(element, 'summary').click();
      await frames();
    }
    await until(() => find(element, 'details [part=item]'), 'the last activities');
  });

  it('is English where it was the language', async () => {
    const { element } = without('fa', () => put('vafa-points', pointsState('ready'), { into: room({ locale: 'fa', theme: 'light' }) }));
    await showing(element, 'ready');
    expect(said(element)).to.include('Your points');
    expect(get(element, '.card').dir).to.equal('rtl');
  });
});
