import { n, type Canvas } from './canvas.js';

const ridges: readonly (readonly [y: number, swing: number, color: string])[] = [
  [250, 70, '#b9c7c2'],
  [320, 60, '#94aaa2'],
  [390, 54, '#6f8f82'],
  [450, 44, '#4d7464'],
];

/** The tea slopes above Lahijan in the morning: ridges in the mist, then terraces of bushes. */
export function slopes(c: Canvas): string {
  const sky = c.linear([[0, '#f6d9b4'], [0.45, '#f3e9dc'], [1, '#c5d3cf']], [0, 1]);
  const sun = c.radial([[0, '#fff6dd', 0.95], [0.25, '#ffe3ab', 0.6], [1, '#ffe3ab', 0]], [0.5, 0.5, 0.5]);
  const far = ridges.map(([y, swing, color]) => ridge(c, y, swing, color) + mist(c, y + 70)).join('');
  return `<rect width="${c.width}" height="${c.height}" fill="${sky}"/><circle cx="1180" cy="190" r="330" fill="${sun}"/>${far}${terraces(c)}`;
}

function ridge(c: Canvas, y: number, swing: number, color: string): string {
  let d = `M0 ${c.height}L0 ${n(y + c.between(-swing, swing) / 2)}`;
  for (let x = 160; x <= c.width; x += 160) {
    const to = y + c.between(-swing, swing);
    d += `S${n(x - 60)} ${n(to - 8)} ${x} ${n(to)}`;
  }
  return `<path d="${d}L${c.width} ${c.height}z" fill="${color}"/>`;
}

function mist(c: Canvas, y: number): string {
  return `<ellipse cx="${n(c.between(300, 1_300))}" cy="${y}" rx="720" ry="34" fill="#fff" opacity="0.34" ${c.blur(22)}/>`;
}

function terraces(c: Canvas): string {
  const rows: string[] = [];
  for (let row = 0; row < 9; row += 1) {
    const y = 486 + row * 15 + row * row * 2.6;
    const size = 13 + row * 4.2;
    const dark = c.linear([[0, '#5f8a4a'], [1, '#1f4630']], [0, 1]);
    const bushes: string[] = [];
    for (let x = -30; x < c.width + 40; x += size * 1.25) {
      const lift = Math.sin(x / 260 + row * 0.32) * 20;
      bushes.push(`<ellipse cx="${n(x + c.between(-4, 4))}" cy="${n(y + lift)}" rx="${n(size)}" ry="${n(size * c.between(0.62, 0.8))}"/>`);
    }
    rows.push(`<g fill="${dark}">${bushes.join('')}</g>`);
  }
  return `<rect y="520" width="${c.width}" height="200" fill="#2b4b33"/>${rows.join('')}`;
}
