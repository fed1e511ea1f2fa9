import { css } from 'lit';

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
