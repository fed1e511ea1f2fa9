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
`;
