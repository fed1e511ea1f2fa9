import { describe, expect, it } from 'vitest';
import { checkFiles } from '../../tools/build/gates.js';
import { globalsOf } from '../../tools/build/globals.js';

describe('the gates on built files (row 19)', () => {
  it.each([
    'define.amd', 'eval(x)', 'new Function("x")', 'document.write(x)', 'css`a{margin:1rem}`', '` style="color:red"`', 'x.innerHTML=y', 'x.insertAdjacentHTML(y)',
    'import "zod"', '//# sourceMappingURL=vafa.js.map', '\n@customElement("x")\nclass X{}', 'process.env.NODE_ENV',
  ])('refuse a chunk with %s', (code) => {
    expect(() => checkFiles(new Map([['fa-1.js', code]]))).toThrow('fa-1.js');
  });

  it('let pass what is harmless', () => {
    expect(() => checkFiles(new Map([['vafa.js', 'a.innerHTML=b;const c="1 remark, dozod"']]))).not.toThrow();
  });
});

describe('the list of globals', () => {
  it('knows what is replaced, what is guarded and what is safe', () => {
    expect(globalsOf('globalThis.x; document.body; requestIdleCallback(fetch); window.vafa;', 'f')).toEqual([
      { name: 'document', replacement: 'scope.document' },
      { name: 'fetch', replacement: undefined },
      { name: 'globalThis', replacement: 'scope' },
      { name: 'requestIdleCallback', replacement: 'optional("requestIdleCallback")' },
      { name: 'window', replacement: undefined },
    ]);
  });

  it('stops a build that reads what an element could replace', () => {
    expect(() => globalsOf('litIssuedWarnings.add(1)', 'vafa.js')).toThrow('`litIssuedWarnings`');
    expect(() => globalsOf('window.kit.start()', 'vafa.js')).toThrow('`window.kit`');
    expect(() => globalsOf('if (typeof Sanitizer === "function") x', 'vafa.js')).toThrow('`Sanitizer`');
  });
});
