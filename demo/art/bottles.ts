import { n, type Canvas } from './canvas.js';
import { rosePetal } from './flowers.js';
import { lettering } from './lettering.js';
import { label, shadow, studio } from './studio.js';

/** A bottle of rose water among petals. */
export function roseWater(c: Canvas): string {
  const outline = 'M360 250L360 356C360 396 296 414 296 476L296 786Q296 824 334 824L466 824Q504 824 504 786L504 476C504 414 440 396 440 356L440 250z';
  const water = 'M304 470C312 430 346 414 362 392L438 392C454 414 488 430 496 470L496 784Q496 816 464 816L336 816Q304 816 304 784z';
  const fill = c.linear([[0, '#e2a5ad', 0.7], [0.3, '#fff3f2', 0.55], [0.7, '#f3c6cb', 0.6], [1, '#b3697a', 0.75]]);
  const glass = c.linear([[0, '#fff', 0.8], [0.1, '#fff', 0.16], [0.84, '#fff', 0.1], [1, '#fff', 0.66]]);
  const cork = c.linear([[0, '#7b5634'], [0.3, '#d9b489'], [1, '#6b4829']]);
  return [
    studio(c, { wall: ['#f3d3cd', '#d79c9c'], table: ['#e9b8b4', '#b97379'] }),
    shadow(c, 400, 822, 116, 0.36),
    `<path d="M366 196Q366 188 374 188L426 188Q434 188 434 196L440 262L360 262z" fill="${cork}"/>`,
    `<path d="${water}" fill="${fill}"/><ellipse cx="400" cy="392" rx="38" ry="7" fill="#fff" opacity="0.6"/>`,
    label(c, [310, 510, 180, 214], lettering.rosewater, '#8d2b4a'),
    `<path d="${outline}" fill="${glass}" stroke="#fff" stroke-opacity="0.55" stroke-width="2"/>`,
    `<rect x="350" y="248" width="100" height="16" rx="7" fill="#fff" opacity="0.55"/>`,
    `<path d="M318 488L318 780" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity="0.55" ${c.blur(2)}/>`,
    petals(c),
  ].join('');
}

function petals(c: Canvas): string {
  const petal = rosePetal(c);
  const places: readonly (readonly [number, number, number])[] = [
    [176, 846, 1.25], [250, 886, 1.05], [132, 910, 0.9], [560, 868, 1.3], [640, 838, 1], [690, 902, 1.2], [344, 922, 0.95], [470, 924, 1.12], [590, 944, 0.9], [224, 806, 0.8], [610, 780, 0.72],
  ];
  return places
    .map(([x, y, scale]) => {
      const dark = `<ellipse cx="${x + 8}" cy="${n(y + 18 * scale)}" rx="${n(38 * scale)}" ry="${n(12 * scale)}" fill="#5d1c33" opacity="0.4" ${c.blur(5)}/>`;
      return dark + petal(`translate(${x} ${y}) rotate(${n(c.between(-170, 170))}) scale(${scale} ${n(scale * c.between(0.62, 0.9))})`);
    })
    .join('');
}

/** Sticks of saffron rock sugar in a tumbler. */
export function nabat(c: Canvas): string {
  const tumbler = 'M282 520L306 806Q308 828 332 828L468 828Q492 828 494 806L518 520z';
  const glass = c.linear([[0, '#fff', 0.6], [0.1, '#fff', 0.12], [0.55, '#fff', 0.04], [0.9, '#fff', 0.16], [1, '#fff', 0.5]]);
  const sticks: readonly (readonly [number, number])[] = [[-19, 330], [14, 350], [-6, 420], [24, 300], [4, 300], [-12, 260]];
  const body = sticks.map(([tilt, tall], i) => `<g transform="translate(${n(372 + i * 11)} 800) rotate(${tilt})">${sugarStick(c, tall + 190)}</g>`).join('');
  return [
    studio(c, { wall: ['#f2d08a', '#cf9440'], table: ['#d8a052', '#98612a'] }),
    shadow(c, 400, 826, 110, 0.42),
    body,
    `<path d="${tumbler}" fill="${glass}"/><ellipse cx="400" cy="520" rx="118" ry="22" fill="none" stroke="#fff" stroke-width="4" opacity="0.8"/>`,
    `<path d="M306 560L326 790" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity="0.55" ${c.blur(2)}/>`,
    `${shadow(c, 250, 926, 150, 0.34)}<g transform="translate(104 926) rotate(84)">${sugarStick(c, 340)}</g>`,
    crumbs(c),
  ].join('');
}

type Faces = readonly [light: string, mid: string, dark: string];
const tones: readonly [Faces, ...Faces[]] = [
  ['#fff1bd', '#f6c14a', '#c97a12'],
  ['#ffe49a', '#eda92c', '#b4660c'],
  ['#fff8da', '#fad274', '#d99124'],
];

function sugarStick(c: Canvas, tall: number): string {
  const stick = c.linear([[0, '#8a5d31'], [0.5, '#d9ad74'], [1, '#7a4f27']]);
  const crystals: { depth: number; body: string }[] = [];
  const grown = tall * 0.6;
  for (let y = 0; y < grown; y += 3.4) {
    const girth = 33 * Math.sin(Math.PI * Math.min(0.93, Math.max(0.16, y / grown)) ** 0.8);
    const x = c.between(-girth, girth);
    crystals.push({ depth: -Math.abs(x), body: crystal(c, x, y - tall, c.between(12, 20)) });
  }
  crystals.sort((a, b) => a.depth - b.depth);
  return `<rect x="-5" y="${-tall}" width="10" height="${tall}" rx="5" fill="${stick}"/>${crystals.map((one) => one.body).join('')}`;
}

/** A grown cube, seen from a corner: a light, a middle and a dark face. */
function crystal(c: Canvas, x: number, y: number, size: number): string {
  const [light, mid, dark] = c.pick(tones);
  const [w, h] = [size, size * c.between(0.9, 1.25)];
  const place = `translate(${n(x)} ${n(y)}) rotate(${n(c.between(-34, 34))})`;
  const top = `M${n(-w)} ${n(-h * 0.4)}L0 ${n(-h)}L${n(w)} ${n(-h * 0.4)}L0 ${n(h * 0.16)}z`;
  const left = `M${n(-w)} ${n(-h * 0.4)}L0 ${n(h * 0.16)}V${n(h)}L${n(-w)} ${n(h * 0.46)}z`;
  const right = `M${n(w)} ${n(-h * 0.4)}L0 ${n(h * 0.16)}V${n(h)}L${n(w)} ${n(h * 0.46)}z`;
  return `<g transform="${place}" opacity="0.88"><path d="${top}" fill="${light}"/><path d="${left}" fill="${mid}"/><path d="${right}" fill="${dark}"/></g>`;
}

function crumbs(c: Canvas): string {
  return Array.from({ length: 22 }, () => crystal(c, c.between(520, 700), c.between(862, 940), c.between(5, 14))).join('');
}
