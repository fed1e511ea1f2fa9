import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepUp } from '../../src/server/upkeep.js';

let ring: () => void;
let next: Date | undefined;
const jobs = vi.fn(async () => ({}));
const deliver = vi.fn(async () => ({ delivered: 0, next }));
const stopped = vi.fn();
const failed = vi.fn();
const onNews = (listener: () => void) => ((ring = listener), stopped);
const start = () => keepUp({ runJobs: jobs, deliver, onNews }, 60_000, failed);

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  next = undefined;
});
afterEach(() => vi.useRealTimers());

describe('the upkeep of a club that runs', () => {
  it('does the jobs at once and every minute, also after one has failed', async () => {
    const upkeep = start();
    await vi.advanceTimersByTimeAsync(0);
    expect(jobs).toHaveBeenCalledTimes(1);
    jobs.mockRejectedValueOnce(new Error('the database is away'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ message: 'the database is away' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(jobs).toHaveBeenCalledTimes(3);
    await upkeep.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(jobs).toHaveBeenCalledTimes(3);
    expect(stopped).toHaveBeenCalledOnce();
  });

  it('tells webhooks as soon as something happens, and again when the next try is due', async () => {
    const upkeep = start();
    next = new Date(Date.now() + 5_000);
    ring();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(deliver).toHaveBeenCalledTimes(1);
    next = undefined;
    await vi.advanceTimersByTimeAsync(1);
    expect(deliver).toHaveBeenCalledTimes(2);
    await upkeep.stop();
  });

  it('never does the same twice at once: what rings meanwhile is done after', async () => {
    let open = (): void => {};
    deliver.mockImplementationOnce(() => new Promise((resolve) => (open = () => resolve({ delivered: 0, next: undefined }))));
    const upkeep = start();
    for (let at = 0; at < 5; at += 1) ring();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(deliver).toHaveBeenCalledTimes(1);
    open();
    await vi.advanceTimersByTimeAsync(0);
    expect(deliver).toHaveBeenCalledTimes(2);
    await upkeep.stop();
  });
});
