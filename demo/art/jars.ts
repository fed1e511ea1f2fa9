import { n, type Canvas } from './canvas.js';
import { crocus, threads } from './flowers.js';
import { lettering } from './lettering.js';
import { label, shadow, studio } from './studio.js';

/** A jar of saffron with a brass lid, and the flower it comes from. */
export function saffron(c: Canvas): string {
  const jar = 'M262 452Q262 424 290 424L510 424Q538 424 538 452L538 760Q538 792 506 792L294 792Q262 792 262 760z';
  const brass = c.linear([[0, '#6d4a16'], [0.2, '#f3d58a'], [0.42, '#b98a35'], [0.75, '#e2ba62'], [1, '#5b3c10']]);
  const glass = c.linear([[0, '#fff', 0.5], [0.09, '#fff', 0.08], [0.5, '#fff', 0], [0.9, '#fff', 0.06], [1, '#fff', 0.34]]);
  const filling = `<path d="${jar}" fill="#4b0a12"/><g ${c.clip(jar)}>${threads(c, 900, [250, 436, 550, 800], 20)}</g>`;
  const ridges = Array.from({ length: 22 }, (_, i) => `<rect x="${n(256 + i * 13.3)}" y="352" width="3" height="62" fill="#4a300c" opacity="0.28"/>`).join('');
  const lid = `<rect x="250" y="344" width="300" height="78" rx="10" fill="${brass}"/>${ridges}<rect x="250" y="344" width="300" height="9" rx="4" fill="#fff3cf" opacity="0.55"/>`;
  const shine = `<path d="${jar}" fill="${glass}"/><rect x="286" y="446" width="16" height="310" rx="8" fill="#fff" opacity="0.34" ${c.blur(3)}/>`;
  return [
    studio(c, { wall: ['#7a579c', '#3a2157'], table: ['#5d3d80', '#2a1542'] }),
    shadow(c, 400, 792, 150, 0.6),
    filling,
    label(c, [310, 512, 180, 196], lettering.saffron, '#5a1230'),
    shine,
    lid,
    threads(c, 90, [120, 820, 690, 950], 30),
    `<g transform="translate(640 800) rotate(24) scale(1.06)">${crocus(c)}</g>`,
  ].join('');
}

/** A tin of tea and a slim-waisted glass on its saucer. */
export function tea(c: Canvas): string {
  const tin = c.linear([[0, '#0d241f'], [0.2, '#3f7a69'], [0.36, '#245346'], [0.72, '#173b32'], [1, '#081a16']]);
  const lid = c.linear([[0, '#123028'], [0.2, '#5b9a86'], [0.4, '#2e6456'], [1, '#0b231d']]);
  const can = [
    `<path d="M170 360L170 776A145 34 0 0 0 460 776L460 360z" fill="${tin}"/>`,
    label(c, [214, 470, 202, 226], lettering.tea, '#1c4a3d'),
    `<path d="M164 300L164 366A151 35 0 0 0 466 366L466 300z" fill="${lid}"/>`,
    `<ellipse cx="315" cy="300" rx="151" ry="35" fill="#3d7666"/><ellipse cx="310" cy="298" rx="132" ry="28" fill="#2c5e50"/>`,
    `<rect x="194" y="372" width="15" height="400" rx="7" fill="#fff" opacity="0.22" ${c.blur(4)}/>`,
  ].join('');
  return [
    studio(c, { wall: ['#c7d3c0', '#8ea391'], table: ['#b58a62', '#7d5636'] }),
    shadow(c, 315, 800, 160, 0.5),
    can,
    teaGlass(c),
    sugar(c, 250, 880),
    sugar(c, 306, 902),
  ].join('');
}

function teaGlass(c: Canvas): string {
  const outline = 'M522 560C518 640 566 664 560 716C554 762 528 780 530 826Q532 866 598 866Q664 866 666 826C668 780 642 762 636 716C630 664 678 640 674 560z';
  const brew = 'M526 604C530 652 568 668 562 718C556 766 536 782 537 824Q540 852 598 852Q656 852 659 824C660 782 640 766 634 718C628 668 666 652 670 604z';
  const amber = c.linear([[0, '#7c2207'], [0.25, '#e2711d'], [0.55, '#c24a0c'], [1, '#6a1a05']]);
  const china = c.radial([[0, '#fff'], [0.7, '#ece5dc'], [1, '#bfb2a4']]);
  return [
    shadow(c, 600, 880, 132, 0.42),
    `<ellipse cx="600" cy="872" rx="148" ry="38" fill="${china}"/><ellipse cx="600" cy="866" rx="104" ry="24" fill="none" stroke="#b23a2b" stroke-width="4"/>`,
    `<ellipse cx="600" cy="864" rx="74" ry="17" fill="#cbbba8"/>`,
    `<path d="${outline}" fill="#fff" opacity="0.26"/><path d="${brew}" fill="${amber}"/>`,
    `<ellipse cx="598" cy="604" rx="72" ry="15" fill="#f09a45"/><ellipse cx="590" cy="602" rx="50" ry="9" fill="#ffbf72" opacity="0.7"/>`,
    `<ellipse cx="598" cy="560" rx="76" ry="16" fill="none" stroke="#fff" stroke-width="3.4" opacity="0.85"/>`,
    `<path d="M540 584C540 640 584 668 578 716C572 764 552 784 554 820" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity="0.5" ${c.blur(2)}/>`,
    `<path d="M590 530C570 492 612 470 592 428M622 524C606 494 640 476 626 446" fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity="0.22" ${c.blur(8)}/>`,
  ].join('');
}

function sugar(c: Canvas, x: number, y: number): string {
  return `${shadow(c, x + 22, y + 34, 30, 0.3)}<path d="M${x} ${y}l34 -12l20 10l-34 12z" fill="#fff"/><path d="M${x} ${y}l20 10v28l-20 -11z" fill="#e9dfd0"/><path d="M${x + 20} ${y + 10}l34 -12v28l-34 12z" fill="#cfc2af"/>`;
}
