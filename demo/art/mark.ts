import type { Canvas } from './canvas.js';
import { star } from './studio.js';

/** The shop's mark alone, for the browser's tab: a tile star with a saffron thread in it. */
export function mark(_canvas: Canvas): string {
  const thread = (turn: number) => `<path transform="rotate(${turn} 32 46)" d="M32 46C29 36 35 28 32 17" fill="none" stroke="#ff8a3d" stroke-width="4.2" stroke-linecap="round"/>`;
  return `${star(32, 32, 31, '#4a1d6e')}${thread(0)}${thread(38)}${thread(-38)}`;
}
