import { css } from 'lit';

/** A card of stamps; it fills from where reading begins. */
export const stampStyles = css`
  .stamps {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(2.75em, 1fr));
    gap: var(--_2);
  }
  .stamp {
    display: grid;
    place-items: center;
    aspect-ratio: 1;
    border: 2px dashed var(--_edge);
    border-radius: 50%;
  }
  .stamp.filled {
    border-style: solid;
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--vafa-color-on-accent, light-dark(#fff, #08211c));
  }
`;
