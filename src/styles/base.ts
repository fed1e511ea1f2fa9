import { css } from 'lit';

/**
 * What every card shares. `.card` takes back all that a page's styles let flow in, but for font family, size, language
 * and direction, and sets surface and text as a pair from one scheme. Sizes are in `em` of the page's own size.
 */
export const base = css`
  :host {
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 22em;
    min-inline-size: 0;
  }
  :host([hidden]) {
    display: none;
  }
  .card {
    all: initial;
    --_accent: var(--vafa-color-accent, light-dark(#0f6b5c, #6fd6c2));
    --_on-accent: var(--vafa-color-on-accent, light-dark(#fff, #08211c));
    --_surface: var(--vafa-color-surface, light-dark(#fff, #1d1f24));
    --_text: var(--vafa-color-text, light-dark(#1a1c20, #f1f2f4));
    --_warning: var(--vafa-color-warning, light-dark(#8f4700, #ffbd7a));
    --_muted: color-mix(in srgb, var(--_text) 70%, var(--_surface));
    --_line: color-mix(in srgb, var(--_text) 14%, var(--_surface));
    --_edge: color-mix(in srgb, var(--_text) 52%, var(--_surface));
    --_wash: color-mix(in srgb, var(--_accent) 9%, var(--_surface));
    --_space: var(--vafa-space, 4px);
    --_radius: var(--vafa-radius, 12px);
    display: grid;
    gap: calc(3 * var(--_space));
    box-sizing: border-box;
    min-block-size: var(--_min, 0);
    align-content: start;
    padding: calc(5 * var(--_space));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    color-scheme: light;
    font-family: var(--vafa-font, inherit);
    font-size: inherit;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .card[data-scheme='dark'] {
    color-scheme: dark;
  }
  .card:lang(fa),
  .card:lang(ar) {
    line-height: 1.8;
  }
  h2,
  h3,
  p,
  ul,
  li {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 1em;
    font-weight: 400;
  }
  h2 {
    font-size: 1.125em;
    font-weight: 600;
  }
  h3 {
    font-size: 0.875em;
    font-weight: 600;
    color: var(--_muted);
  }
  .note {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .stack {
    display: grid;
    gap: calc(2 * var(--_space));
  }
  .line {
    display: grid;
    grid-template-columns: 1.25em 1fr;
    gap: calc(2 * var(--_space));
    align-items: start;
  }
  .warning {
    color: var(--_warning);
  }
  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin-block-start: 0.125em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .line:lang(fa) svg,
  .line:lang(ar) svg {
    margin-block-start: 0.275em;
  }
  .action {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    justify-self: start;
    box-sizing: border-box;
    min-block-size: 44px;
    min-inline-size: 8em;
    padding: calc(2 * var(--_space)) calc(5 * var(--_space));
    border: 1px solid var(--_accent);
    border-radius: calc(var(--_radius) * 2 / 3);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
  }
  .quiet {
    background: transparent;
    color: var(--_accent);
    border-color: var(--_edge);
  }
  .action:hover {
    filter: brightness(1.08);
  }
  .action:active {
    filter: brightness(0.94);
  }
  .action[aria-disabled='true'] {
    opacity: 0.7;
    cursor: progress;
  }
  .link {
    color: var(--_accent);
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .bone {
    block-size: 1em;
    margin-block: 0.25em;
    inline-size: 70%;
    border-radius: 6px;
    background: var(--_line);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .bone.value {
    block-size: 2.25em;
    inline-size: 45%;
  }
  .bone:last-child {
    inline-size: 55%;
  }
  .fresh {
    animation: arrive 0.2s ease-out;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }
  @container (width < 360px) {
    .card {
      padding: calc(4 * var(--_space));
    }
    .action {
      inline-size: 100%;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone,
    .fresh {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .action {
      border-color: ButtonBorder;
    }
    .bone {
      background: GrayText;
    }
  }
  @media print {
    .action {
      display: none;
    }
  }
`;
