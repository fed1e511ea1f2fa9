import { css } from 'lit';

/**
 * What every card shares. `.card` takes back all that a page's styles let flow in, but for font family, size, language
 * and direction, and sets surface and text as a pair from one scheme. Sizes are in `em` of the page's own size; `--_2`
 * is two steps of space, and so on. Forced colours drop backgrounds and show transparent borders.
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
    --_surface: var(--vafa-color-surface, light-dark(#fff, #1d1f24));
    --_text: var(--vafa-color-text, light-dark(#1a1c20, #f1f2f4));
    --_muted: color-mix(in srgb, var(--_text) 70%, var(--_surface));
    --_edge: color-mix(in srgb, var(--_text) 52%, var(--_surface));
    --_line: color-mix(in srgb, var(--_text) 14%, var(--_surface));
    --_space: var(--vafa-space, 4px);
    --_2: calc(2 * var(--_space));
    --_3: calc(3 * var(--_space));
    --_4: calc(4 * var(--_space));
    --_radius: var(--vafa-radius, 12px);
    display: grid;
    gap: var(--_3);
    box-sizing: border-box;
    min-block-size: 23.5em;
    grid-template-rows: auto 1fr;
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
  ol,
  li {
    margin: 0;
    padding: 0;
    list-style: none;
    font: inherit;
  }
  h2,
  .h2 {
    font-size: 1.125em;
  }
  h3,
  .note {
    font-size: 0.875em;
    color: var(--_muted);
  }
  .stack {
    display: grid;
    gap: var(--_2);
    align-content: start;
  }
  .body {
    display: flex;
    flex-direction: column;
    gap: var(--_4);
  }
  .body > :last-child {
    margin-block-start: auto;
  }
  .line {
    display: flex;
    gap: var(--_2);
  }
  .notice {
    place-content: center;
    justify-items: center;
    text-align: center;
  }
  a:not(.action) {
    color: inherit;
  }
  .warning {
    color: var(--vafa-color-warning, light-dark(#8f4700, #ffbd7a));
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1lh;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  details {
    border-block-start: 1px solid var(--_line);
  }
  summary {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  [open] > summary svg {
    transform: scaleY(-1);
  }
  .action {
    box-sizing: border-box;
    min-inline-size: 8em;
    min-block-size: 44px;
    padding: var(--_2) calc(5 * var(--_space));
    border: 1px solid var(--_accent);
    border-radius: calc(var(--_radius) * 2 / 3);
    background: var(--_accent);
    color: var(--vafa-color-on-accent, light-dark(#fff, #08211c));
    font: inherit;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  h2,
  h3,
  .strong,
  .action {
    font-weight: 600;
  }
  .quiet {
    border-color: var(--_edge);
    background: none;
    color: var(--_accent);
  }
  .action:hover {
    filter: brightness(1.1);
  }
  [aria-disabled='true'] {
    opacity: 0.7;
    cursor: progress;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .bone {
    inline-size: 60%;
    block-size: 1em;
    margin-block: 0.25em;
    border: 1px solid transparent;
    border-radius: 6px;
    background: var(--_line);
    animation: breathe 1.6s infinite alternate;
  }
  .bone.value {
    inline-size: 45%;
    block-size: 2.25em;
  }
  .fresh {
    animation: arrive 0.2s;
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
      padding: var(--_4);
    }
    .action {
      inline-size: 100%;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
