import type { StorybookConfig } from '@storybook/web-components-vite';
import { mergeConfig } from 'vite';
import { manifest } from '../tools/manifest.js';

/** Storybook works offline and tells nobody about itself. */
const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, disableProjectJson: true },
  features: { sidebarOnboardingChecklist: false },
  // What the documentation pages know of the elements is read from the source at each start.
  viteFinal: async (vite) => mergeConfig(vite, { define: { __VAFA_MANIFEST__: JSON.stringify(await manifest()) }, build: { target: 'es2022' } }),
};

export default config;
