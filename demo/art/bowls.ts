import { n, type Canvas } from './canvas.js';
import { bowl, heap, shadow, studio } from './studio.js';

/** A turquoise bowl of pistachios. */
export function pistachios(c: Canvas): string {
  const vessel = bowl(c, { x: 400, y: 560, rx: 268, depth: 236 }, ['#a9e4e2', '#2fa3ab', '#0d5765']);
  const nuts = [0, 1, 2, 3].map((kind) => pistachio(c, kind));
  const one = (x: number, y: number, scale: number) => (nuts[Math.floor(c.between(0, nuts.length))] ?? nuts[0])?.(`translate(${n(x)} ${n(y)}) rotate(${n(c.between(-180, 180))}) scale(${scale})`) ?? '';
  const inside = heap(c, 280, { x: 400, y: 556, rx: 244, ry: 54, rise: 128 }).map(([x, y]) => one(x, y, 1.02));
  const loose: readonly (readonly [number, number])[] = [[150, 836], [214, 880], [590, 872], [652, 836], [690, 902], [520, 914], [118, 912]];
  return [
    studio(c, { wall: ['#f1e4cf', '#d3bd9a'], table: ['#dcc3a0', '#a98860'] }),
    shadow(c, 400, 796, 150, 0.46),
    vessel.back,
    mound(400, 560, 246, 128, '#8d7243'),
    inside.join(''),
    vessel.front,
    loose.map(([x, y]) => shadow(c, x, y + 14, 34, 0.34) + one(x, y, 1.26)).join(''),
  ].join('');
}

function pistachio(c: Canvas, kind: number): (transform: string) => string {
  const shell = c.radial([[0, '#fffaf0'], [0.6, '#e6d2ac'], [1, '#a98a5c']], [0.36, 0.22, 0.9]);
  const kernel = c.linear([[0, '#b7c95a'], [0.6, '#7f9a33'], [1, '#7b4a6d']], [0.3, 1]);
  const gape = 7 + kind * 2.2;
  return c.stamp(
    `<ellipse rx="39" ry="22" cy="3" fill="#4a3216" opacity="0.35"/><ellipse rx="38" ry="22" fill="${shell}"/><path d="M-31 -${n(gape * 0.3)}C-12 -${n(gape)} 20 -${n(gape)} 36 -2C22 ${n(gape)} -8 ${n(gape * 0.9)} -31 -${n(gape * 0.3)}z" fill="#5f4420"/><path d="M-25 0C-10 -${n(gape * 0.72)} 18 -${n(gape * 0.7)} 31 0C18 ${n(gape * 0.66)} -8 ${n(gape * 0.6)} -25 0z" fill="${kernel}"/><path d="M-24 -13C-8 -19 12 -19 24 -13" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity="0.6"/>`,
  );
}

/** A white bowl of barberries. */
export function barberries(c: Canvas): string {
  const vessel = bowl(c, { x: 400, y: 570, rx: 252, depth: 226 }, ['#ffffff', '#e7e1da', '#a79c92']);
  const berries = [
    berry(c, ['#ff8a6a', '#d3202a', '#6f0615']),
    berry(c, ['#ff6f5c', '#b8101f', '#560310']),
    berry(c, ['#ffa489', '#e23b34', '#86101a']),
  ];
  const one = (x: number, y: number, scale: number) => (berries[Math.floor(c.between(0, 3))] ?? berries[0])?.(`translate(${n(x)} ${n(y)}) rotate(${n(c.between(-90, 90))}) scale(${scale.toFixed(2)})`) ?? '';
  const inside = heap(c, 900, { x: 400, y: 566, rx: 232, ry: 52, rise: 140 }).map(([x, y]) => one(x, y, c.between(0.85, 1.15)));
  const loose = Array.from({ length: 44 }, () => [c.between(90, 720), c.between(830, 950)] as const);
  return [
    studio(c, { wall: ['#e8d9c4', '#c7a98a'], table: ['#d9bf9f', '#a27f5c'] }),
    shadow(c, 400, 796, 142, 0.42),
    vessel.back,
    mound(400, 570, 232, 138, '#7d0d18'),
    inside.join(''),
    vessel.front,
    loose.map(([x, y]) => `<ellipse cx="${n(x + 5)}" cy="${n(y + 9)}" rx="15" ry="6" fill="#3c1410" opacity="0.34" ${c.blur(3)}/>${one(x, y, 1.15)}`).join(''),
  ].join('');
}

function berry(c: Canvas, tones: readonly [string, string, string]): (transform: string) => string {
  const fill = c.radial([[0, tones[0]], [0.45, tones[1]], [1, tones[2]]]);
  return c.stamp(`<ellipse rx="15" ry="10" fill="${fill}"/><ellipse cx="-5" cy="-4" rx="4" ry="2" fill="#fff" opacity="0.62"/>`);
}

/** Dried limes on a dark plate, one of them cut. */
export function limes(c: Canvas): string {
  const places: readonly (readonly [number, number, number])[] = [
    [270, 660, 84], [410, 636, 88], [540, 664, 82], [336, 560, 80], [476, 552, 84], [402, 470, 78], [214, 752, 82], [350, 764, 92], [592, 752, 84],
  ];
  const slate = c.radial([[0, '#5b6166'], [0.7, '#34393d'], [1, '#1d2124']], [0.4, 0.2, 0.8]);
  return [
    studio(c, { wall: ['#dcd9c2', '#a9a988'], table: ['#8f9174', '#5d6148'] }),
    shadow(c, 400, 836, 300, 0.4),
    `<ellipse cx="400" cy="792" rx="322" ry="78" fill="#16191b"/><ellipse cx="400" cy="780" rx="322" ry="78" fill="${slate}"/><ellipse cx="400" cy="776" rx="262" ry="56" fill="#2a2f32"/>`,
    places.map(([x, y, r]) => lime(c, x, y, r)).join(''),
    cutLime(c, 486, 800, 84),
    `<g transform="translate(640 906)">${leaf(c, -24)}${leaf(c, 28)}</g>`,
  ].join('');
}

function lime(c: Canvas, x: number, y: number, r: number): string {
  const skin = c.pick([
    c.radial([[0, '#f3e0b4'], [0.55, '#c29a5f'], [1, '#5d4020']]),
    c.radial([[0, '#e9d1a2'], [0.55, '#b1884e'], [1, '#503619']]),
    c.radial([[0, '#f7e8c6'], [0.55, '#d0ab72'], [1, '#6b4c28']]),
  ]);
  const creases = Array.from({ length: 13 }, () => {
    const [cx, cy] = [c.between(-0.6, 0.6) * r, c.between(-0.6, 0.6) * r];
    return `<path d="M${n(cx)} ${n(cy)}q${n(c.between(-16, 16))} ${n(c.between(4, 18))} ${n(c.between(-9, 9))} ${n(c.between(16, 34))}"/>`;
  }).join('');
  const pits = Array.from({ length: 30 }, () => `<circle cx="${n(c.between(-0.66, 0.66) * r)}" cy="${n(c.between(-0.66, 0.66) * r)}" r="1.8"/>`).join('');
  return `<ellipse cx="${x + 10}" cy="${n(y + r * 0.86)}" rx="${n(r * 0.86)}" ry="${n(r * 0.24)}" fill="#0d0f0c" opacity="0.5" ${c.blur(7)}/><g transform="translate(${x} ${y}) rotate(${n(c.between(-30, 30))})"><ellipse rx="${r}" ry="${n(r * 0.9)}" fill="${skin}"/><g fill="none" stroke="#5f421f" stroke-opacity="0.32" stroke-width="2" stroke-linecap="round">${creases}</g><g fill="#4c3416" opacity="0.28">${pits}</g><ellipse cx="${n(-r * 0.1)}" cy="${n(-r * 0.82)}" rx="9" ry="4" fill="#4b3318"/></g>`;
}

function cutLime(c: Canvas, x: number, y: number, r: number): string {
  const flesh = c.radial([[0, '#7a4a1c'], [0.8, '#3c1f0a'], [1, '#2a1406']], [0.5, 0.5, 0.55]);
  const cells = Array.from({ length: 9 }, (_, i) => `<path transform="rotate(${i * 40})" d="M0 -6C-12 -${n(r * 0.4)} -12 -${n(r * 0.66)} 0 -${n(r * 0.74)}C12 -${n(r * 0.66)} 12 -${n(r * 0.4)} 0 -6z" fill="#54300f" stroke="#c89c5f" stroke-width="2.4"/>`).join('');
  return `<g transform="translate(${x} ${y}) rotate(-12) scale(1 0.82)"><circle r="${r}" cy="9" fill="#6b4a24"/><circle r="${r}" fill="#dab981"/><circle r="${n(r * 0.87)}" fill="${flesh}"/>${cells}<circle r="6" fill="#c89c5f"/></g>`;
}

function leaf(c: Canvas, turn: number): string {
  const green = c.linear([[0, '#8fa45c'], [1, '#46592a']]);
  return `<g transform="rotate(${turn})"><path d="M-70 0C-30 -34 40 -30 76 0C40 26 -30 28 -70 0z" fill="${green}"/><path d="M-66 0L70 0" stroke="#dfe6bd" stroke-opacity="0.6" stroke-width="2"/></g>`;
}

/** Dates piled on a pale plate. */
export function dates(c: Canvas): string {
  const rows: readonly (readonly [count: number, y: number, spread: number])[] = [[4, 560, 118], [5, 620, 122], [6, 690, 112], [5, 752, 124]];
  const pile = rows.flatMap(([count, y, spread]) =>
    Array.from({ length: count }, (_, i) => date(c, 400 + (i - (count - 1) / 2) * spread + c.between(-10, 10), y + c.between(-10, 10))),
  );
  const china = c.radial([[0, '#ffffff'], [0.75, '#efe6e0'], [1, '#c9b6ab']], [0.4, 0.2, 0.85]);
  return [
    studio(c, { wall: ['#d98d6c', '#a4532f'], table: ['#bd6d49', '#7a3a1f'] }),
    shadow(c, 400, 838, 318, 0.42),
    `<ellipse cx="400" cy="782" rx="342" ry="92" fill="#b7a196"/><ellipse cx="400" cy="770" rx="342" ry="92" fill="${china}"/><ellipse cx="400" cy="764" rx="276" ry="66" fill="none" stroke="#3f6f8f" stroke-width="4" opacity="0.65"/>`,
    date(c, 362, 506),
    date(c, 462, 514),
    pile.join(''),
    shadow(c, 182, 920, 60, 0.4),
    date(c, 180, 906),
  ].join('');
}

function date(c: Canvas, x: number, y: number): string {
  const skin = c.pick([
    c.radial([[0, '#a8623a'], [0.4, '#53240f'], [1, '#1b0803']], [0.36, 0.2, 0.85]),
    c.radial([[0, '#8c4b2a'], [0.4, '#431b0b'], [1, '#150602']], [0.36, 0.2, 0.85]),
  ]);
  const folds = Array.from({ length: 5 }, (_, i) => `<path d="M-52 ${n(-20 + i * 10)}Q${n(c.between(-12, 12))} ${n(-26 + i * 13)} 54 ${n(-18 + i * 9)}"/>`).join('');
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(c.between(-24, 24))})"><ellipse cx="6" cy="30" rx="66" ry="20" fill="#150602" opacity="0.4" ${c.blur(6)}/><ellipse rx="72" ry="41" fill="${skin}"/><g fill="none" stroke="#0f0401" stroke-opacity="0.4" stroke-width="2.4">${folds}</g><path d="M-44 -20C-22 -34 16 -34 36 -25" fill="none" stroke="#ffd9ae" stroke-width="6.5" stroke-linecap="round" opacity="0.62" ${c.blur(2)}/><ellipse cx="-69" cy="0" rx="7" ry="10" fill="#c79a5f"/></g>`;
}

/** What lies deeper in a heap: one dark shape under it, so that nothing shines through. */
function mound(x: number, y: number, rx: number, rise: number, fill: string): string {
  return `<path d="M${x - rx} ${y}C${x - rx * 0.72} ${y - rise * 0.9} ${x - rx * 0.36} ${y - rise} ${x} ${y - rise}S${x + rx * 0.72} ${y - rise * 0.9} ${x + rx} ${y}A${rx} ${n(rx * 0.24)} 0 0 1 ${x - rx} ${y}z" fill="${fill}"/>`;
}
