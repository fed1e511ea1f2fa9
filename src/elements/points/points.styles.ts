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
  .row > :last-child {
    grid-column: 1 / -1;
  }
`;
