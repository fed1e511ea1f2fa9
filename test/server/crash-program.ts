import type { Program } from '../../src/server/club/program/program.js';
import { programWith, rewardOf } from './reward-program.js';

/** What the maker of codes and the server that is killed share. */
export const makerSecret = 'a-secret-of-the-maker-that-only-tests-know';

/** A club with codes of a pool and codes that somebody makes. */
export function crashProgram(url: string): Program {
  const callback = { url, secret: 'env:NONE', waitSeconds: 5, deadlineSeconds: 600 };
  return programWith([rewardOf('tea'), rewardOf('made', { fulfil: { by: 'callback' } })], { callback });
}
