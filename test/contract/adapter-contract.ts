import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../src/domain/capabilities.schema.js';
import type { Bench, Need } from './bench.js';
import { judgeEarning, judgeFilters, judgeOrders } from './judge-earning.js';
import { judgeJoin } from './judge-join.js';
import { judgeNews } from './judge-news.js';
import { judgeCapabilities, judgeLanguage, judgeReaders } from './judge-readers.js';
import { judgeRewards } from './judge-rewards.js';
import { judgeHistory, judgePoints } from './judge-shop.js';
import { judgeAbort, judgeSnapshot, judgeWatch } from './judge-snapshot.js';
import { newcomer, opened, type Subject } from './support.js';

export type { Bench } from './bench.js';

/**
 * Judges an adapter by what every adapter promises. `setup` is called once; each test brings a member of its own. An
 * adapter must offer everything, but where its bench says that it offers a part: then it is judged by that part, what is
 * left out is named, and as many judgements must be left as the bench says.
 */
export function adapterContract(name: string, setup: () => Promise<Bench>): void {
  describe(`adapter contract: ${name}`, () => {
    let bench: Bench;
    let lacking: ReadonlySet<Need> = new Set();
    let judged = 0;
    const skipped: string[] = [];
    beforeAll(async () => {
      bench = await setup();
      lacking = await lackingOf(bench);
    });
    afterAll(() => bench?.close());
    const subject: Subject = {
      bench: () => bench,
      guest: () => opened(bench, {}),
      stranger: () => newcomer(bench),
      enrolled: async () => {
        const someone = newcomer(bench);
        if (bench.enrol) await bench.enrol(someone.id);
        else await someone.port.join({ acceptTerms: true }, { key: randomUUID() });
        return someone;
      },
      offers: (need) => !lacking.has(need),
      it: (sentence, needs, judge) =>
        it(sentence, async ({ skip }) => {
          const missing = needs.filter((need) => lacking.has(need));
          if (missing.length === 0) {
            judged += 1;
            return judge();
          }
          if (!bench.partial) throw new Error(`The adapter lacks ${missing.join(', ')}.`);
          skipped.push(`${sentence} (${missing.join(', ')})`);
          skip(`not offered: ${missing.join(', ')}`);
        }),
    };
    describe('capabilities', () => judgeCapabilities(subject));
    describe('who may read what', () => judgeReaders(subject));
    describe('join', () => judgeJoin(subject));
    describe('snapshot', () => judgeSnapshot(subject));
    describe('watch', () => judgeWatch(subject));
    describe('abort', () => judgeAbort(subject));
    describe('language', () => judgeLanguage(subject));
    describe('points of an order', () => judgePoints(subject));
    describe('history', () => judgeHistory(subject));
    describe('history, narrowed down', () => judgeFilters(subject));
    describe('rewards', () => judgeRewards(subject));
    describe('earning', () => judgeEarning(subject));
    describe('news of a tier', () => judgeNews(subject));
    describe('orders', () => judgeOrders(subject));
    it('was judged by everything, or by the part it offers', () => {
      if (skipped.length > 0) console.log(`${name}: judged by ${judged}; left out, for what it does not offer:\n${skipped.map((each) => `  ${each}`).join('\n')}`);
      expect(skipped.length === 0 || judged === bench.partial?.judged, `${judged} judgements`).toBe(true);
    });
  });
}

/** What an adapter of a part does not offer: by its own word, and by its bench’s. */
async function lackingOf(bench: Bench): Promise<ReadonlySet<Need>> {
  const sides = (['place', 'deliver', 'return', 'use'] as const).filter((side) => !bench[side]);
  if (!bench.partial) return new Set(sides);
  const able = await bench.open({ shopId: bench.shopId }).capabilities();
  const unable = operations.filter((name) => able[name] !== 'yes' && able[name] !== 'degraded');
  return new Set<Need>([...unable, ...bench.partial.lacks, ...sides]);
}
