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
  .block {
    display: block;
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

/** A few seconds of joy over a new tier: rays that open once, gone for those who prefer less motion; the words stay. */
export const celebrationStyles = css`
  .joy {
    position: relative;
    padding: var(--_4);
    border: 2px solid var(--vafa-tier-color, var(--_accent));
    border-radius: var(--_radius);
    text-align: center;
    overflow: hidden;
  }
  .rays {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    color: var(--vafa-tier-color, var(--_accent));
    pointer-events: none;
    animation: rays 1.4s ease-out both;
  }
  .rays svg {
    inline-size: 12em;
    block-size: 12em;
  }
  .joy > * + * {
    position: relative;
  }
  @keyframes rays {
    from {
      opacity: 0.9;
      transform: scale(0.3) rotate(-20deg);
    }
    to {
      opacity: 0;
      transform: scale(1.6);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .rays {
      display: none;
    }
  }
`;
