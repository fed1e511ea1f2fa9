import { css } from 'lit';

/** Lines of what moved a balance and of ways to earn; the choices above them. */
export const rowStyles = css`
  .row {
    display: grid;
    grid-template-columns: minmax(50%, 1fr) auto;
    gap: 0 var(--_3);
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_line);
  }
  .rows {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 60em;
  }
  .rows:only-of-type {
    content-visibility: visible;
  }
  .row.done {
    color: var(--_muted);
  }
  .delta {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .row > :nth-child(n + 3) {
    grid-column: 1 / -1;
  }
  .why {
    border: 0;
  }
  .why summary {
    display: inline-flex;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(10em, 100%), 1fr));
    gap: var(--_2);
    padding-block-end: var(--_2);
  }
  .day {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: 1fr 2fr 1.5fr;
    gap: var(--_2);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field {
    display: grid;
    min-inline-size: 0;
  }
  select {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: var(--_2);
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 2 / 3);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
`;
