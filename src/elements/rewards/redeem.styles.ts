import { css } from 'lit';

/** The dialog, and a code wherever it shows. */
export const redeemStyles = css`
  dialog {
    box-sizing: border-box;
    inline-size: min(28em, 100% - 2em);
    max-block-size: calc(100% - 2em);
    padding: calc(5 * var(--_space));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog[open] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_4);
    animation: arrive 0.2s;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }
  dialog h3 {
    color: inherit;
    font-size: 1.125em;
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--_2) var(--_3);
    margin: 0;
  }
  dd {
    margin: 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  .actions > * {
    flex: 1 1 auto;
    min-inline-size: min(8em, 100%);
  }
  [type='range'] {
    inline-size: 100%;
    min-block-size: 44px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .typed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2);
  }
  [type='text'] {
    box-sizing: border-box;
    inline-size: min(8em, 100%);
    min-block-size: 44px;
    padding-inline: var(--_3);
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 2 / 3);
    background: none;
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums;
  }
  [aria-invalid='true'] {
    border-color: currentColor;
    border-width: 2px;
  }
  .digits {
    display: block;
    padding: var(--_3);
    border: 1px dashed var(--_edge);
    border-radius: calc(var(--_radius) * 2 / 3);
    font-family: ui-monospace, monospace;
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    user-select: all;
  }
  .outcome {
    padding: var(--_3);
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
  }
  .old {
    color: var(--_muted);
  }
  .codes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20em), 1fr));
    gap: 0 calc(6 * var(--_space));
  }
  .codes > li {
    padding-block: var(--_3);
    border-block-start: 1px solid var(--_line);
  }
`;
