import type { Declaration, Manifest } from '../manifest.js';

/** The text of `react.d.ts`: tells React's JSX which elements there are, with their properties, attributes and events. */
export function reactTypes({ modules }: Manifest): string {
  const elements = modules.flatMap(({ path, declarations }) => declarations.flatMap((one) => (one.tagName ? [{ ...one, tagName: one.tagName, path }] : [])));
  const imports = elements.map(({ name, path }) => `import type { ${name} } from './lib/${path.replace(/^src\//, '').replace(/\.ts$/, '.js')}';`);
  return `// Written from the manifest: \`import type {} from 'vafa/react'\` once, anywhere in the application.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${imports.join('\n')}

type Of<E extends HTMLElement, P extends keyof E> = DetailedHTMLProps<HTMLAttributes<E>, E> & { [K in P]?: E[K] };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(line).join('\n')}
    }
  }
}
`;
}

function line(one: Declaration & { tagName: string }): string {
  const fields = (one.members ?? []).filter((member) => member['kind'] === 'field' && member.static !== true && member['readonly'] !== true);
  const own = fields.map(({ name }) => `'${name}'`).join(' | ') || 'never';
  const attributes = (one.attributes ?? []).flatMap((attribute) => (attribute.name?.includes('-') ? `'${attribute.name}'?: string | boolean` : []));
  const events = (one.events ?? []).flatMap(({ name, type }) => (name ? `'on${name}'?: (event: ${eventType(type)}) => void` : []));
  return `      /** ${sentence(one.description)} */\n      '${one.tagName}': Of<${one.name}, ${own}> & { ${[...attributes, ...events].join('; ')} };`;
}

function eventType(type: unknown): string {
  const text = typeof type === 'object' && type !== null && 'text' in type && typeof type.text === 'string' ? type.text : 'Event';
  if (!/^Vafa\w+$/.test(text)) return 'Event';
  // Events that only further parts tell stand apart, so that the runtime does not carry them.
  const module = text.startsWith('VafaReward') ? 'events-rewards' : /^Vafa(EarnAction|MemberSigned|TierReached)/.test(text) ? 'events-more' : 'events';
  return `import('./lib/${module}.js').${text}`;
}

function sentence(text = ''): string {
  return (text.split('\n')[0] ?? '').replaceAll('*/', '');
}
