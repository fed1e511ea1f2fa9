import type { StoryContext, StoryObj } from '@storybook/web-components-vite';
import { never } from './clubs.js';
import { arrive, put, type Stage, type State, type Tag } from './stage.js';

const stages = new WeakMap<Element, Stage>();

/** One story of a state: drawn as the toolbar says, and led to where it shows. */
export function storyOf(tag: Tag, states: readonly State[]): (name: string) => StoryObj {
  return (name) => {
    const state = states.find((each) => each.name === name);
    if (!state) throw new Error(`<${tag}> has no state “${name}”.`);
    return { name, render: (_, context) => draw(tag, state, context).page, play: ({ canvasElement, globals }) => lead(tag, canvasElement, globals) };
  };
}

/** A story in which somebody does something: drawn in a first state, then played. */
export function sceneOf(tag: Tag, states: readonly State[]): (name: string, from: string, play: (stage: Stage) => Promise<void>) => StoryObj {
  return (name, from, play) => ({
    ...storyOf(tag, states)(from),
    name,
    play: async ({ canvasElement, globals }) => {
      if (isTurned(globals)) return;
      await play(await arrive(stageOf(tag, canvasElement)));
    },
  });
}

/** A story with a control for everything: `apply` passes on what the controls say. */
export function playgroundOf(tag: Tag, state: State, apply: (stage: Stage, args: StoryContext['args']) => void): StoryObj['render'] {
  let drawn: { toolbar: string; page: HTMLElement; stage: Stage } | undefined;
  return (args, context) => {
    const toolbar = JSON.stringify(context.globals);
    if (drawn?.toolbar !== toolbar || !drawn.page.isConnected) drawn = { toolbar, ...draw(tag, state, context) };
    for (const [name, value] of Object.entries(args)) {
      if (name.startsWith('--')) drawn.stage.element.style.setProperty(name, typeof value === 'string' ? value : '');
    }
    apply(drawn.stage, args);
    return drawn.page;
  };
}

const token = (name: string, description: string, control: 'color' | 'text' = 'color') => ({ [name]: { control, description, table: { category: 'tokens' } } });

/** The controls of the tokens that all elements share. */
export const tokens = {
  ...token('--vafa-color-accent', 'The main action and progress'),
  ...token('--vafa-color-on-accent', 'Text on the accent'),
  ...token('--vafa-color-surface', 'The card; set it together with the text'),
  ...token('--vafa-color-text', 'Text on the card'),
  ...token('--vafa-color-warning', 'What will be lost soon'),
  ...token('--vafa-radius', 'Corners of the card', 'text'),
  ...token('--vafa-space', 'One step of space', 'text'),
  ...token('--vafa-font', 'Family, where it is not the page’s', 'text'),
};

async function lead(tag: Tag, canvas: HTMLElement, globals: StoryContext['globals']): Promise<void> {
  if (!isTurned(globals)) await arrive(stageOf(tag, canvas));
}

/** Whether the toolbar makes the club slow or fail, so that a state shows something else. */
function isTurned({ latency, failure }: StoryContext['globals']): boolean {
  return latency !== 'none' || failure !== 'none';
}

function stageOf(tag: Tag, canvas: HTMLElement): Stage {
  const stage = stages.get(canvas.querySelector(tag) ?? canvas);
  if (!stage) throw new Error(`The story shows no <${tag}>.`);
  return stage;
}

function draw(tag: Tag, state: State, { globals }: StoryContext): { page: HTMLElement; stage: Stage } {
  const page = pageOf(globals);
  const stage = put(tag, state, { into: page });
  const { latency, failure } = globals;
  if (latency !== 'none') stage.club.knobs.latency = latency === 'never' ? never : Number(latency);
  if (failure === 'part') stage.club.knobs.fail = (operation) => (operation === 'activity' || operation === 'shop' ? 'unavailable' : undefined);
  else if (isFailure(failure)) stage.club.knobs.fail = failure;
  stages.set(stage.element, stage);
  return { page, stage };
}

const failures = ['unavailable', 'timeout', 'unauthenticated', 'rate_limited'] as const;

function isFailure(name: unknown): name is (typeof failures)[number] {
  return failures.some((failure) => failure === name);
}

/** A page as the toolbar says: its language, direction and colours. */
function pageOf({ locale, direction, theme }: StoryContext['globals']): HTMLElement {
  const page = document.createElement('main');
  page.lang = locale === 'fa' ? 'fa' : 'en';
  page.dir = direction === 'rtl' || (direction !== 'ltr' && locale === 'fa') ? 'rtl' : 'ltr';
  page.style.cssText = 'display: grid; grid-template-columns: minmax(0, 30em); justify-content: center; padding: 24px; font: 16px/1.4 system-ui, sans-serif;';
  Object.assign(page.style, colours.get(`${theme}`) ?? colours.get('light'));
  return page;
}

const colours = new Map([
  ['light', { colorScheme: 'light', background: '#f6f6f4', color: '#1a1c20' }],
  ['dark', { colorScheme: 'dark', background: '#101114', color: '#f1f2f4' }],
  ['brand', { background: '#12352c', color: '#f4efe2' }],
]);
