import { n, type Canvas } from './canvas.js';

const reds = ['#8f0f14', '#b3151a', '#cf2a1c', '#6f0a12', '#e0481f'] as const;

/** Saffron threads, lying as they fell inside a box. */
export function threads(c: Canvas, count: number, box: readonly [number, number, number, number], length: number): string {
  const strands: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const x = c.between(box[0], box[2]);
    const y = c.between(box[1], box[3]);
    const angle = c.between(0, Math.PI * 2);
    const long = length * c.between(0.7, 1.5);
    const bend = c.between(-0.5, 0.5) * long;
    const [dx, dy] = [Math.cos(angle) * long, Math.sin(angle) * long * 0.8];
    const curve = `q${n(dx / 2 - Math.sin(angle) * bend)} ${n(dy / 2 + Math.cos(angle) * bend)} ${n(dx)} ${n(dy)}`;
    strands.push(`<path d="M${n(x)} ${n(y)}${curve}" stroke="${c.pick(reds)}" stroke-width="${n(c.between(2.2, 4.4))}"/>`);
  }
  return `<g fill="none" stroke-linecap="round">${strands.join('')}</g>`;
}

/** One crocus, seen from above and a little aside; about 220 units wide, centred on its heart. */
export function crocus(c: Canvas): string {
  const outer = petal(c, ['#f0e2fb', '#a678cf', '#6b3a9a'], 118, 54);
  const inner = petal(c, ['#f8effd', '#bf97e0', '#7d4bac'], 98, 44);
  const turn = c.between(-14, 14);
  const ring = (body: (transform: string) => string, from: number) =>
    [0, 120, 240].map((angle) => body(`rotate(${n(from + angle + c.between(-9, 9))}) scale(${n(c.between(0.92, 1.06))} 1)`)).join('');
  const heart = c.radial([[0, '#2f1045', 0.75], [1, '#2f1045', 0]], [0.5, 0.5, 0.5]);
  return `${ring(outer, turn)}${ring(inner, turn + 60)}<circle r="34" fill="${heart}"/>${stamens(c)}${stigmas(c, turn)}`;
}

function petal(c: Canvas, tones: readonly [tip: string, mid: string, root: string], long: number, wide: number): (transform: string) => string {
  const fill = c.linear([[0, tones[0]], [0.45, tones[1]], [1, tones[2]]], [0, 1]);
  const d = `M0 6C${-wide * 0.5} ${n(-long * 0.2)} ${-wide} ${n(-long * 0.72)} 0 ${-long}C${wide} ${n(-long * 0.72)} ${wide * 0.5} ${n(-long * 0.2)} 0 6z`;
  const veins = [-0.5, -0.25, 0, 0.25, 0.5]
    .map((side) => `<path d="M0 -4Q${n(side * wide * 1.1)} ${n(-long * 0.5)} ${n(side * wide * 0.5)} ${n(-long * 0.88)}"/>`)
    .join('');
  return c.stamp(`<path d="${d}" fill="${fill}" stroke="#4d2575" stroke-opacity="0.35" stroke-width="1.2"/><g fill="none" stroke="#5c2f8c" stroke-opacity="0.32" stroke-width="1.3">${veins}</g>`);
}

function stamens(c: Canvas): string {
  return [20, 140, 260]
    .map((angle) => `<path transform="rotate(${n(angle + c.between(-12, 12))})" d="M0 0L0 -34" stroke="#f2c230" stroke-width="6.5" stroke-linecap="round"/>`)
    .join('');
}

function stigmas(c: Canvas, turn: number): string {
  return [70, 190, 310]
    .map((angle) => {
      const bend = n(c.between(-22, 22));
      return `<path transform="rotate(${n(angle + turn)})" d="M0 2C${bend} -24 ${bend} -46 4 -74" fill="none" stroke="#c3231b" stroke-width="6.5" stroke-linecap="round"/><path transform="rotate(${n(angle + turn)})" d="M${n(Number(bend) / 2)} -34Q${bend} -50 4 -72" fill="none" stroke="#f0643a" stroke-width="2.2" stroke-linecap="round"/>`;
    })
    .join('');
}

/** A damask rose's petal, about 70 units wide. */
export function rosePetal(c: Canvas): (transform: string) => string {
  const fill = c.radial([[0, '#fbdbe0'], [0.55, '#e78fa3'], [1, '#b8506d']], [0.4, 0.25, 0.85]);
  return c.stamp(
    `<path d="M0 32C-30 22 -46 -8 -34 -26C-24 -38 -8 -36 2 -32C14 -38 32 -34 38 -20C44 0 26 24 0 32z" fill="${fill}"/><path d="M0 26C-6 6 -8 -8 -2 -24M4 22C12 8 18 -4 18 -18" fill="none" stroke="#a9476a" stroke-opacity="0.3" stroke-width="1.6"/>`,
  );
}

/** The harvest: a heap of crocuses that fills the picture. */
export function harvest(c: Canvas): string {
  const ground = c.linear([[0, '#2b1242'], [1, '#12061f']], [0.4, 1]);
  const placed: { y: number; body: string }[] = [];
  const across = Math.ceil(c.width / 128);
  const down = Math.ceil(c.height / 112) + 1;
  for (let row = 0; row < down; row += 1) {
    for (let column = -1; column <= across; column += 1) {
      const x = (column + (row % 2) * 0.5) * 128 + c.between(-30, 30);
      const y = row * 112 + c.between(-30, 30);
      const place = `translate(${n(x)} ${n(y)}) rotate(${n(c.between(0, 360))}) scale(${c.between(0.8, 1.16).toFixed(2)} ${c.between(0.66, 1).toFixed(2)})`;
      placed.push({ y: y + c.between(-90, 90), body: `<ellipse cx="${n(x + 10)}" cy="${n(y + 18)}" rx="104" ry="86" fill="#12051f" opacity="0.42" ${c.blur(14)}/><g transform="${place}">${crocus(c)}</g>` });
    }
  }
  const flowers = placed.sort((a, b) => a.y - b.y).map((flower) => flower.body);
  const dusk = c.linear([[0, '#fff4d8', 0.24], [0.45, '#fff', 0], [1, '#12061f', 0.62]], [0.5, 1]);
  return `<rect width="${c.width}" height="${c.height}" fill="${ground}"/>${flowers.join('')}${threads(c, 46, [0, 0, c.width, c.height], 34)}<rect width="${c.width}" height="${c.height}" fill="${dusk}"/>`;
}
