import { css } from 'lit';

/** The balance card. */
export const pointsStyles = css`
  .card {
    --_min: 18em;
    grid-template-rows: auto 1fr;
  }
  .balance {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(2 * var(--_space));
  }
  .number {
    font-size: var(--vafa-points-size, 2.25em);
    font-weight: 600;
    line-height: 1.25;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }
  .number:lang(fa) {
    letter-spacing: 0;
  }
  .unit {
    font-size: 1.125em;
  }
  .worth {
    color: var(--_muted);
  }
  .body {
    display: grid;
    gap: calc(4 * var(--_space));
    align-content: start;
  }
  details {
    border-block-start: 1px solid var(--_line);
    margin-block-end: calc(-3 * var(--_space));
  }
  summary {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 600;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    inline-size: 0.45em;
    block-size: 0.45em;
    border-block-end: 1.5px solid;
    border-inline-end: 1.5px solid;
    transform: translateY(-25%) rotate(45deg);
  }
  summary:dir(rtl)::after {
    transform: translateY(-25%) rotate(-45deg);
  }
  [open] > summary::after {
    transform: translateY(25%) rotate(225deg);
  }
  [open] > summary:dir(rtl)::after {
    transform: translateY(25%) rotate(135deg);
  }
  .rows {
    padding-block-end: calc(2 * var(--_space));
  }
  .row {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 calc(3 * var(--_space));
    padding-block: calc(2 * var(--_space));
    border-block-start: 1px solid var(--_line);
  }
  .delta {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    text-align: end;
  }
  .delta.off {
    color: var(--_muted);
    font-weight: 400;
  }
  .row .note {
    grid-column: 1 / -1;
  }
  .gain {
    animation: arrive 0.25s ease-out;
  }
  @container (width > 640px) {
    .body.wide {
      grid-template-columns: 1fr 1fr;
      column-gap: calc(8 * var(--_space));
    }
    .body.wide details {
      grid-column: 1 / -1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .gain {
      animation: none;
    }
  }
`;
