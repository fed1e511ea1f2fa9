import { describe, expect, it } from 'vitest';
import { Watcher } from '../../src/server/club/changes.js';

describe('news that come faster than they are read', () => {
  it('are joined, with the latest version', async () => {
    const watcher = new Watcher(() => {});
    watcher.tell({ version: 2, keys: ['wallets'] });
    watcher.tell({ version: 1, keys: ['tiers', 'wallets'] });
    expect(await watcher.next()).toEqual({ version: 2, keys: ['wallets', 'tiers'] });
  });

  it('stay without a version when one of them is of everything, so that nobody passes them over as known', async () => {
    const watcher = new Watcher(() => {});
    watcher.tell({ version: 2, keys: ['wallets'] });
    watcher.tell({ keys: ['shop'] });
    watcher.tell({ version: 3, keys: ['wallets'] });
    expect(await watcher.next()).toEqual({ keys: ['wallets', 'shop'] });
  });
});
