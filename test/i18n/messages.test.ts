import { describe, expect, it, vi } from 'vitest';
import { languageOf, Messages } from '../../src/i18n/messages.js';

const none = async (): Promise<undefined> => undefined;
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

describe('the words of a page', () => {
  it('are English at once', () => {
    const messages = new Messages(none);
    expect(messages.ready('en')).toBe(true);
    expect(messages.ready('en-GB')).toBe(true);
    expect(messages.text('en', 'points.heading')).toBe('Your points');
  });

  it('of another language are fetched once, and told when they are here', async () => {
    const load = vi.fn(async () => ({ 'points.heading': 'امتیاز شما' }));
    const messages = new Messages(load);
    const told = vi.fn();
    messages.subscribe(told);
    expect([messages.ready('fa'), messages.ready('fa-IR')]).toEqual([false, false]);
    await turns();
    expect(load.mock.calls).toEqual([['fa']]);
    expect(told).toHaveBeenCalledOnce();
    expect(messages.ready('fa-AF')).toBe(true);
    expect(messages.text('fa-AF', 'points.heading')).toBe('امتیاز شما');
    expect(messages.text('fa', 'points.guest')).toMatch(/^Earn points/);
  });

  it('come in parts: an element waits for its own, and both are asked for at once', async () => {
    const load = vi.fn(async (name: string) => (name === 'fa' ? { 'points.heading': 'امتیاز شما' } : { 'rewards.heading': 'جایزه‌ها' }));
    const messages = new Messages(load);
    expect(messages.ready('fa', ['rewards'])).toBe(false);
    expect(load.mock.calls).toEqual([['fa'], ['fa-rewards']]);
    expect(messages.ready('en', ['rewards'])).toBe(true);
    await turns();
    expect([messages.ready('fa', ['rewards']), messages.ready('fa'), messages.ready('fa', ['other'])]).toEqual([true, true, false]);
    expect([messages.text('fa', 'points.heading'), messages.text('fa', 'rewards.heading')]).toEqual(['امتیاز شما', 'جایزه‌ها']);
  });

  it('of a part can be brought ahead, once, and in English there is nothing to bring', async () => {
    const load = vi.fn(async () => ({ 'rewards.heading': 'جایزه‌ها' }));
    const messages = new Messages(load);
    await Promise.all([messages.bring('fa', 'rewards'), messages.bring('fa-IR', 'rewards'), messages.bring('en', 'rewards')]);
    expect(load.mock.calls).toEqual([['fa-rewards']]);
    expect(messages.text('fa', 'rewards.heading')).toBe('جایزه‌ها');
  });

  it.each([['there is none', none], ['it cannot be fetched', () => Promise.reject(new Error('offline'))], ['it is nonsense', async () => 'x']])('are English where %s', async (_, load) => {
    const messages = new Messages(load);
    messages.ready('tlh');
    await turns();
    expect(messages.ready('tlh')).toBe(true);
    expect(messages.text('tlh', 'points.heading')).toBe('Your points');
  });

  it('of the shop win over the catalogue; of a region over those of its language', async () => {
    const messages = new Messages(async () => ({ 'points.heading': 'a', 'points.guest': 'a' }));
    messages.override('fa', { 'points.heading': 'b' });
    messages.ready('fa');
    await turns();
    expect(['points.heading', 'points.guest'].map((key) => messages.text('fa-AF', key === 'points.guest' ? 'points.guest' : 'points.heading'))).toEqual(['b', 'a']);
    messages.override('fa-AF', { 'points.heading': 'c' });
    expect([messages.text('fa-AF', 'points.heading'), messages.text('fa', 'points.heading')]).toEqual(['c', 'b']);
  });

  it('add up, and are told to those who still listen', () => {
    const messages = new Messages(none);
    const told = vi.fn();
    const stop = messages.subscribe(told);
    messages.override('en', { 'points.heading': 'Stars' });
    messages.override('en', { 'points.guest': 'Come in' });
    stop();
    messages.override('de', { 'points.heading': 'Punkte' });
    expect(told).toHaveBeenCalledTimes(2);
    expect([messages.text('en', 'points.heading'), messages.text('en', 'points.guest'), messages.text('de', 'points.heading')]).toEqual(['Stars', 'Come in', 'Punkte']);
  });

  it.each([['fa-IR', 'fa'], ['FA', 'fa'], ['zh-Hant-TW', 'zh'], ['', '']])('%s is the language %s', (tag, language) => expect(languageOf(tag)).toBe(language));
});
