import { expect, it } from 'vitest';
import { everyEngine, inEngines } from './support/each-engine.js';
import { expectShown } from './support/expect.js';
import { elements, tag, type Rig, type Visit } from './support/rig.js';

/** What a page's style sheet may not change, measured on the screen. */
interface Look {
  readonly card: { readonly width: number; readonly height: number };
  readonly value: Record<string, string>;
  readonly size: number;
  readonly display: string;
}

const measure = `(() => {
  const element = document.querySelector('vafa-points');
  const root = element.shadowRoot;
  const value = root.querySelector('[part~=value]');
  const style = getComputedStyle(value);
  const { width, height } = root.querySelector('[part~=card]').getBoundingClientRect();
  const names = ['letterSpacing', 'textTransform', 'textAlign', 'fontWeight', 'fontStyle', 'textIndent', 'whiteSpaceCollapse', 'visibility', 'cursor', 'wordSpacing', 'textDecorationLine', 'display'];
  return { card: { width, height }, size: parseFloat(style.fontSize), display: getComputedStyle(element).display, value: Object.fromEntries(names.map((name) => [name, style[name]])) };
})()`;

async function lookOf(rig: Rig, css: string, around = ''): Promise<Look> {
  const box = `<div style="inline-size: 480px; font: 16px/1.5 sans-serif; ${around}">${elements}</div>`;
  const visit: Visit = await rig.visit({ head: `<style>${css}</style>`, body: box + tag });
  try {
    await expectShown(visit);
    expect(await visit.errors()).toEqual([]);
    return await visit.run<Look>(measure);
  } finally {
    await visit.close();
  }
}

inEngines(everyEngine, 'Row 46, a page', (rig) => {
  it.each([
    ['whose root is at 62.5 %', 'html { font-size: 62.5%; }'],
    ['whose root is at 8 px', 'html { font-size: 8px; }'],
    ['that sets every element back', '* { margin: 0; padding: 0; border: 0; box-sizing: content-box; }'],
    ['that unsets every element, ours too', '*:not(html, head, body, script, style, title, div) { all: unset; }'],
    ['that unsets every element, ours too, with force', '*:not(html, head, body, script, style, title, div) { all: unset !important; }'],
    ['that gives every list, heading and button its own face', 'h2 { font-size: 80px; text-transform: uppercase; } button, a, summary { display: none; } ul, li { list-style: square; float: left; } p { position: absolute; }'],
    ['that hides what is not defined', ':not(:defined) { display: none; }'],
  ])('%s leaves our boxes and letters as they are on a plain one', async (_, css) => {
    const plain = await lookOf(rig(), '');
    const here = await lookOf(rig(), css);
    expect(here.value).toEqual(plain.value);
    expect(Math.abs(here.size - plain.size)).toBeLessThan(0.5);
    expect(Math.abs(here.card.width - plain.card.width)).toBeLessThanOrEqual(1);
    expect(Math.abs(here.card.height - plain.card.height)).toBeLessThanOrEqual(2);
  });

  it.each([
    ['spaced capitals', 'letter-spacing: 0.3em; text-transform: uppercase; word-spacing: 1em;'],
    ['centred, indented italics', 'text-align: center; text-indent: 3em; font-style: italic; font-weight: 900;'],
    ['a line that does not wrap', 'white-space: nowrap;'],
  ])('that writes in %s does not hand that down to us', async (_, around) => {
    const plain = await lookOf(rig(), '');
    const here = await lookOf(rig(), '', around);
    expect(here.value).toEqual(plain.value);
    expect(Math.abs(here.card.height - plain.card.height)).toBeLessThanOrEqual(2);
  });

  it('that writes twice as large has us twice as large', async () => {
    const plain = await lookOf(rig(), '');
    const large = await lookOf(rig(), '', 'font-size: 32px;');
    expect(large.size / plain.size).toBeCloseTo(2, 1);
  });

  it('that makes every element a block, with force, still shows what we say', async () => {
    const look = await lookOf(rig(), '* { display: block !important; }');
    expect(look.card.width).toBeGreaterThan(300);
  });
});
