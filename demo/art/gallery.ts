import { barberries, dates, limes, pistachios } from './bowls.js';
import { nabat, roseWater } from './bottles.js';
import { Canvas } from './canvas.js';
import { harvest } from './flowers.js';
import { saffron, tea } from './jars.js';
import { slopes } from './landscape.js';
import { mark } from './mark.js';

interface Piece {
  readonly size: readonly [width: number, height: number];
  readonly seed: number;
  readonly paint: (canvas: Canvas) => string;
}

const portrait = [800, 1_000] as const;
const pieces: ReadonlyMap<string, Piece> = new Map<string, Piece>([
  ['saffron', { size: portrait, seed: 11, paint: saffron }],
  ['lahijan-tea', { size: portrait, seed: 23, paint: tea }],
  ['pistachios', { size: portrait, seed: 35, paint: pistachios }],
  ['rose-water', { size: portrait, seed: 47, paint: roseWater }],
  ['barberries', { size: portrait, seed: 59, paint: barberries }],
  ['dried-limes', { size: portrait, seed: 61, paint: limes }],
  ['nabat', { size: portrait, seed: 73, paint: nabat }],
  ['dates', { size: portrait, seed: 89, paint: dates }],
  ['harvest', { size: [1_200, 1_000], seed: 97, paint: harvest }],
  ['slopes', { size: [1_600, 720], seed: 101, paint: slopes }],
  ['mark', { size: [64, 64], seed: 1, paint: mark }],
]);
const painted = new Map<string, string>();

/** A picture of the shop as SVG text; drawn on first use and kept. `undefined` for a name the gallery lacks. */
export function artwork(name: string): string | undefined {
  const ready = painted.get(name);
  if (ready !== undefined) return ready;
  const piece = pieces.get(name);
  if (piece === undefined) return undefined;
  const canvas = new Canvas(piece.size[0], piece.size[1], piece.seed);
  const svg = canvas.finish(piece.paint(canvas));
  painted.set(name, svg);
  return svg;
}
