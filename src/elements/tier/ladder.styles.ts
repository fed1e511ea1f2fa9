import { css } from 'lit';

/** The whole ladder: one rung per tier, the member's own marked. */
export const ladderStyles = css`
  .rungs {
    display: grid;
    gap: var(--_3);
    padding-block-end: var(--_3);
  }
  .rung {
    display: grid;
    gap: var(--_2);
    padding-inline-start: var(--_3);
    border-inline-start: 3px solid var(--_line);
  }
  .rung.here {
    border-inline-start-color: var(--_accent);
  }
  .rung h3 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_2);
    font-size: 1em;
    color: inherit;
  }
  .place {
    font-weight: 400;
    color: var(--_accent);
  }
  .rung svg {
    color: var(--_accent);
  }
  .rung .locked svg {
    color: var(--_muted);
  }
  details.note {
    border: 0;
  }
  details.note > summary {
    display: inline-flex;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
`;
