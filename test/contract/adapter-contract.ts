import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Bench } from './bench.js';
import { judgeEarning, judgeFilters, judgeOrders } from './judge-earning.js';
import { judgeJoin } from './judge-join.js';
import { judgeNews } from './judge-news.js';
import { judgeCapabilities, judgeLanguage, judgeReaders } from './judge-readers.js';
import { judgeRewards } from './judge-rewards.js';
import { judgeHistory, judgePoints } from './judge-shop.js';
import { judgeAbort, judgeSnapshot, judgeWatch } from './judge-snapshot.js';
import { newcomer, opened, type Subject } from './support.js';

export type { Bench } from './bench.js';

/** Judges an adapter by what every adapter promises. `setup` is called once; each test brings a member of its own. */
export function adapterContract(name: string, setup: () => Promise<Bench>): void {
  describe(`adapter contract: ${name}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await setup();
    });
    afterAll(() => bench?.close());
    const subject: Subject = {
      bench: () => bench,
      guest: () => opened(bench, {}),
      stranger: () => newcomer(bench),
      enrolled: async () => {
        const someone = newcomer(bench);
        await someone.port.join({ acceptTerms: true }, { key: randomUUID() });
        return someone;
      },
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
  });
}
