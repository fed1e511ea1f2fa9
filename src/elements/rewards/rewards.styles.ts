import { css } from 'lit';

/** The catalogue: one, two or three columns, as wide as the element is. */
export const rewardsStyles = css`
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, max(14em, (100% - 2 * var(--_4)) / 3)), 1fr));
    gap: var(--_4);
  }
  .reward {
    display: flex;
    flex-direction: column;
    gap: var(--_2);
    padding-block-end: var(--_3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: clip;
  }
  .reward > :not(.mark) {
    margin-inline: var(--_3);
  }
  .reward > .action {
    inline-size: auto;
    margin-block-start: auto;
  }
  .reward h3 {
    color: inherit;
    font-size: 1em;
  }
  .mark {
    display: grid;
    place-items: center;
    grid-template-rows: minmax(0, 1fr);
    flex: none;
    min-block-size: 0;
    aspect-ratio: 16 / 9;
    background: color-mix(in srgb, var(--vafa-rewards-color, var(--_accent)) 12%, var(--_surface));
    color: var(--vafa-rewards-color, var(--_accent));
  }
  .mark > * {
    grid-area: 1 / 1;
  }
  .mark svg {
    inline-size: 3em;
    block-size: 3em;
  }
  .mark img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: var(--_surface);
  }
  .mark img[hidden] {
    display: none;
  }
  .off .mark {
    filter: grayscale(1);
  }
  .off h3,
  .off [part='value'] {
    color: var(--_muted);
  }
  .conditions {
    padding-block-end: var(--_3);
  }
  /* A picture, and as much below it as a reward has to say. */
  .grid .bone {
    inline-size: 100%;
    block-size: auto;
    padding-block-end: 15em;
  }
`;
