import type { Rule } from 'eslint';
import type { TaggedTemplateExpression } from 'estree';

/** Stands for an expression in the text of a template. */
const gap = '\u0000';

/** What a reader meets must come from the catalogue: no letters between tags, nor in attributes that are read out. */
export const noEnglish: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'take every word that a person reads from the message catalogue' },
    messages: { text: '"{{text}}" is not in the message catalogue: add a message and write ${…} here.' },
    schema: [],
  },
  create: (context) => ({
    TaggedTemplateExpression(node) {
      const text = isTag(node, ['html', 'svg']) ? wordsIn(textOf(node)) : undefined;
      if (text) context.report({ node, messageId: 'text', data: { text } });
    },
  }),
};

/** Attributes and elements that a strict Content-Security-Policy refuses. */
export const strictPolicy: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'write nothing that a strict Content-Security-Policy refuses' },
    messages: { refused: '`{{found}}` is refused by a strict Content-Security-Policy: use `static styles` or setProperty.' },
    schema: [],
  },
  create: (context) => ({
    TaggedTemplateExpression(node) {
      const found = isTag(node, ['html', 'svg']) && /\sstyle=|<style\b|<script\b|\son[a-z]+=/i.exec(textOf(node));
      if (found) context.report({ node, messageId: 'refused', data: { found: found[0].trim() } });
    },
  }),
};

/** Sides that do not turn around for readers of right-to-left languages, and sizes by the page's root element. */
export const logicalCss: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'write CSS by logical sides and relative to the inherited font size' },
    messages: { physical: '`{{found}}` does not follow the reader: use the logical property or value (inline-start, block-end …), and em for rem.' },
    schema: [],
  },
  create: (context) => ({
    TaggedTemplateExpression(node) {
      if (!isTag(node, ['css'])) return;
      for (const found of physicalIn(textOf(node))) context.report({ node, messageId: 'physical', data: { found } });
    },
  }),
};

function isTag({ tag }: TaggedTemplateExpression, names: readonly string[]): boolean {
  return tag.type === 'Identifier' && names.includes(tag.name);
}

function textOf({ quasi }: TaggedTemplateExpression): string {
  return quasi.quasis.map(({ value }) => value.cooked ?? value.raw).join(gap);
}

/** The first words of a template that a person would read. */
export function wordsIn(markup: string): string | undefined {
  const attributes = /\s(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label)="([^"]*)"/g;
  const read = [...markup.matchAll(attributes)].map(([, value = '']) => value);
  const between = markup.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '\n').split('\n');
  return [...read, ...between]
    .map((text) => text.replaceAll(gap, '').replace(/&[a-z]+;/g, ''))
    .find((text) => /\p{L}/u.test(text))
    ?.trim();
}

const sides = 'left|right|top|bottom';
const physical = [
  new RegExp(`(?<![-\\w])(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:${sides})\\b[-\\w]*\\s*:`, 'g'),
  new RegExp(`(?<=[;{\\s]|^)(?:${sides})\\s*:`, 'g'),
  /(?<![-\w])(?:text-align|float|clear|caption-side|justify-[a-z]+|transform-origin|background-position|object-position)\s*:[^;}]*\b(?:left|right)\b/g,
  /\bto (?:left|right)\b/g,
  /[\d.]rem\b/g,
] as const;

/** Declarations in a style sheet that are tied to left, right, top or bottom, or to the root's font size. */
export function physicalIn(sheet: string): string[] {
  const css = sheet.replace(/\/\*[\s\S]*?\*\//g, '');
  const found = physical.flatMap((pattern) => [...css.matchAll(pattern)].map(([text]) => text.trim()));
  return [...found, ...lopsided(css)];
}

/** Four-value shorthands whose left and right differ. */
function lopsided(css: string): string[] {
  const shorthands = css.matchAll(/(?<![-\w])(margin|padding|inset|border-width|border-radius)\s*:\s*([^;}]+)/g);
  return [...shorthands].flatMap(([text, property, value = '']) => {
    const [a, b = a, c = a, d = b] = spaced(value.trim());
    const even = property === 'border-radius' ? a === b && c === d : b === d;
    return even ? [] : [text.trim()];
  });
}

/** Splits at spaces that no bracket encloses. */
function spaced(value: string): string[] {
  let depth = 0;
  let words = [''];
  for (const char of value) {
    depth += Number(char === '(') - Number(char === ')');
    if (depth === 0 && /\s/.test(char)) words = [...words, ''];
    else words[words.length - 1] += char;
  }
  return words.filter(Boolean);
}
