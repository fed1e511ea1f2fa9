import { css } from 'lit';

/** A form of one field, and the line that stands in its place where the page signs in elsewhere. */
export const signInStyles = css`
  .card {
    min-block-size: 0;
  }
  .card.bare {
    display: block;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
  }
  form {
    display: grid;
    gap: var(--_3);
    align-content: start;
    justify-items: start;
    min-inline-size: 0;
  }
  form > * {
    max-inline-size: 100%;
  }
  label {
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: var(--_2);
    inline-size: min(100%, 26em);
  }
  input {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: var(--_3);
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 2 / 3);
    background: none;
    color: inherit;
    font: inherit;
  }
  #code {
    inline-size: min(100%, 9em);
    font-size: 1.25em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.15em;
  }
  [aria-invalid='true'] {
    border-width: 2px;
    border-color: currentColor;
  }
  .to {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_3);
  }
  .link {
    min-block-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_2) var(--_3);
    inline-size: 100%;
  }
`;
