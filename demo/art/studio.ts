import { n, word, type Canvas } from './canvas.js';
import { lettering, type Lettering } from './lettering.js';

/** Colours of a set: the wall behind, the table under the product. */
export interface SetColours {
  readonly wall: readonly [light: string, dark: string];
  readonly table: readonly [light: string, dark: string];
}

/** Where the table meets the wall. */
const horizon = 640;

/** An empty studio set with a window at the upper left. */
export function studio(canvas: Canvas, { wall, table }: SetColours): string {
  const { width, height } = canvas;
  const wallFill = canvas.linear([[0, wall[0]], [1, wall[1]]], [0.9, 0.6]);
  const tableFill = canvas.linear([[0, table[0]], [1, table[1]]], [0.7, 1]);
  const glow = canvas.radial([[0, '#fff', 0.34], [1, '#fff', 0]], [0.28, 0.3, 0.62]);
  const beam = `<path d="M-60 -40L150 -40L620 700L330 700Z" fill="#fff" opacity="0.09" ${canvas.blur(26)}/>`;
  return [
    `<rect width="${width}" height="${height}" fill="${wallFill}"/>`,
    `<rect width="${width}" height="${horizon}" fill="${glow}"/>`,
    beam,
    `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${tableFill}"/>`,
    `<rect y="${horizon - 8}" width="${width}" height="16" fill="${table[1]}" opacity="0.4" ${canvas.blur(7)}/>`,
  ].join('');
}

/** The shadow of a thing standing at a point: a dark contact line and a long soft fall to the right. */
export function shadow(canvas: Canvas, x: number, y: number, reach: number, strength = 0.42): string {
  const soft = `<ellipse cx="${n(x + reach * 0.34)}" cy="${n(y + 6)}" rx="${n(reach * 1.25)}" ry="${n(reach * 0.2)}" fill="#150a12" opacity="${strength * 0.62}" ${canvas.blur(18)}/>`;
  const contact = `<ellipse cx="${n(x + 4)}" cy="${n(y)}" rx="${n(reach * 0.98)}" ry="${n(reach * 0.1)}" fill="#150a12" opacity="${strength}" ${canvas.blur(5)}/>`;
  return soft + contact;
}

/** A paper label with the shop's mark, the product's name in nastaliq and two hairlines. */
export function label(canvas: Canvas, box: readonly [x: number, y: number, w: number, h: number], name: Lettering, ink: string): string {
  const [x, y, w, h] = box;
  const paper = canvas.linear([[0, '#dccfb8'], [0.22, '#fbf4e6'], [0.7, '#f3e8d3'], [1, '#c9b99c']]);
  const middle = x + w / 2;
  const tall = Math.min(h * 0.46, (w * 0.72 * name.height) / name.width);
  return [
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="3" fill="${paper}"/>`,
    `<rect x="${x + 9}" y="${y + 9}" width="${w - 18}" height="${h - 18}" fill="none" stroke="${ink}" stroke-width="1.6" opacity="0.55"/>`,
    star(middle, y + h * 0.17, h * 0.062, ink),
    word(name, middle, y + h * 0.51, tall, ink),
    word(lettering.golestanEn, middle, y + h * 0.86, h * 0.1, ink),
  ].join('');
}

/** The eight-pointed star of Persian tiles: the shop's mark. */
export function star(x: number, y: number, r: number, fill: string): string {
  const points: string[] = [];
  for (let i = 0; i < 16; i += 1) {
    const angle = (i * Math.PI) / 8;
    const reach = i % 2 === 0 ? r : r * 0.765;
    points.push(`${n(x + reach * Math.cos(angle))} ${n(y + reach * Math.sin(angle))}`);
  }
  return `<path d="M${points.join('L')}z" fill="${fill}"/>`;
}

/** Places inside a heap on a bowl's mouth, the far ones first. */
export function heap(canvas: Canvas, count: number, at: { x: number; y: number; rx: number; ry: number; rise: number }): [number, number][] {
  const places: [number, number][] = [];
  for (let i = 0; i < count; i += 1) {
    const angle = canvas.between(0, Math.PI * 2);
    const out = Math.sqrt(canvas.between(0, 1));
    const lift = at.rise * (1 - out * out);
    places.push([at.x + Math.cos(angle) * out * at.rx, at.y + Math.sin(angle) * out * at.ry - lift]);
  }
  return places.sort((a, b) => a[1] - b[1]);
}

/** The inside and the far rim of a bowl, then (after what lies in it) its body. */
export function bowl(canvas: Canvas, at: { x: number; y: number; rx: number; depth: number }, tones: readonly [light: string, mid: string, dark: string]): { back: string; front: string } {
  const { x, y, rx, depth } = at;
  const ry = rx * 0.25;
  const foot = rx * 0.4;
  const body = canvas.linear([[0, tones[1]], [0.28, tones[0]], [0.62, tones[1]], [1, tones[2]]]);
  const inside = canvas.linear([[0, tones[2]], [1, tones[1]]]);
  const d = `M${x - rx} ${y}C${x - rx} ${n(y + depth * 0.62)} ${n(x - foot * 1.5)} ${y + depth} ${x - foot} ${y + depth}L${x + foot} ${y + depth}C${n(x + foot * 1.5)} ${y + depth} ${x + rx} ${n(y + depth * 0.62)} ${x + rx} ${y}A${rx} ${ry} 0 0 1 ${x - rx} ${y}z`;
  const back = `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${inside}"/><ellipse cx="${x}" cy="${y}" rx="${rx - 3}" ry="${ry - 2}" fill="none" stroke="${tones[0]}" stroke-width="5" opacity="0.85"/>`;
  const gleam = `<path d="M${n(x - rx * 0.78)} ${n(y + depth * 0.34)}Q${n(x - rx * 0.66)} ${n(y + depth * 0.72)} ${n(x - rx * 0.36)} ${n(y + depth * 0.88)}" fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round" opacity="0.4" ${canvas.blur(6)}/>`;
  const lip = `<path d="M${x - rx} ${y}A${rx} ${ry} 0 0 0 ${x + rx} ${y}" fill="none" stroke="${tones[0]}" stroke-width="5" opacity="0.9"/>`;
  return { back, front: `<path d="${d}" fill="${body}"/>${gleam}${lip}` };
}
