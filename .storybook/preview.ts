import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';

/** Put here by main.ts. */
declare const __VAFA_MANIFEST__: unknown;

setCustomElementsManifest(__VAFA_MANIFEST__);

const choices = (title: string, icon: string, items: readonly (readonly [string, string])[]) => ({
  toolbar: { title, icon, dynamicTitle: true, items: items.map(([value, label]) => ({ value, title: label })) },
});

/** What the toolbar sets; `stories/support.ts` reads it and draws each story accordingly. */
const preview: Preview = {
  tags: ['autodocs'],
  initialGlobals: { locale: 'en', direction: 'auto', theme: 'light', latency: 'none', failure: 'none' },
  globalTypes: {
    locale: { description: 'Language of the page', ...choices('Language', 'globe', [['en', 'English'], ['fa', 'فارسی']]) },
    direction: { description: 'Direction of the page', ...choices('Direction', 'transfer', [['auto', 'As the language'], ['ltr', 'Left to right'], ['rtl', 'Right to left']]) },
    theme: { description: 'Colours of the page', ...choices('Theme', 'contrast', [['light', 'Light'], ['dark', 'Dark'], ['brand', 'A brand page that says nothing of its scheme']]) },
    latency: { description: 'How long the club takes to answer', ...choices('Latency', 'time', [['none', 'At once'], ['800', '0.8 s'], ['3000', '3 s'], ['never', 'Never']]) },
    failure: { description: 'What the club answers', ...choices('Failure', 'alert', [['none', 'Works'], ['unavailable', 'Unavailable'], ['timeout', 'Timeout'], ['unauthenticated', 'Signed out'], ['rate_limited', 'Too many requests'], ['part', 'One part fails']]) },
  },
  parameters: {
    controls: { expanded: true },
    a11y: { test: 'error' },
    docs: { codePanel: true },
  },
};

export default preview;
