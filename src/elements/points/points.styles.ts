import { css } from 'lit';

/** The balance card. */
export const pointsStyles = css`
  .number {
    font-size: var(--vafa-points-size, 2.25em);
    font-weight: 600;
    line-height: 1.25;
    font-variant-numeric: tabular-nums;
  }
  .unit {
    font-size: 1.125em;
  }
  .worth {
    color: var(--_muted);
  }
  details {
    margin-block-end: calc(-1 * var(--_3));
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
  summary svg {
    block-size: 1.25em;
  }
  [open] > summary svg {
    transform: scaleY(-1);
  }
  .row {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--_3);
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_line);
  }
  .delta {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .row .note {
    grid-column: 1 / -1;
  }
  @container (width > 640px) {
    .body {
      grid-template-columns: 1fr 1fr;
    }
    details {
      grid-column: 1 / -1;
    }
  }
`;
