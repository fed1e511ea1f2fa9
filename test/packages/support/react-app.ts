/** An empty React 19 application that shows points: what the documentation tells to write. */
export function reactApp(archive: string): Record<string, string> {
  return {
    'package.json': JSON.stringify({
      name: 'shop',
      private: true,
      type: 'module',
      dependencies: { react: '19.3.1', 'react-dom': '19.3.1', vafa: `file:${archive}` },
      devDependencies: { '@types/react': '19.3.0', '@types/react-dom': '19.3.0' },
    }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx', strict: true, noEmit: true, skipLibCheck: false, lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], types: [] },
      include: ['main.tsx'],
    }),
    'index.html': '<!doctype html><html lang="en"><head><title>Shop</title></head><body><div id="root"></div><script type="module" src="/main.tsx"></script></body></html>',
    'main.tsx': `import { createRoot } from 'react-dom/client';
import { page, type VafaConfig } from 'vafa';
import 'vafa/define';
import type {} from 'vafa/react';

const config: VafaConfig = { api: new URLSearchParams(location.search).get('api') ?? '', locale: 'en', getToken: () => 'member' };
page.configure(config);

const heard: string[] = [];
Object.assign(window, { heard });

function Account() {
  return (
    <main>
      <vafa-points hideActivity onvafa-load-failed={({ type }) => heard.push(type)} />
      <vafa-tier hide-perks="" />
    </main>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Account />);
`,
  };
}
