import { css } from 'lit';

/** The tier card. */
export const tierStyles = css`
  .card {
    --_min: 18em;
    --_mark: var(--vafa-tier-color, var(--_accent));
  }
  .body {
    display: grid;
    gap: calc(4 * var(--_space));
    align-content: start;
  }
  .who {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_space));
  }
  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 3em;
    block-size: 3em;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_mark) 14%, var(--_surface));
    color: var(--_mark);
  }
  .mark svg {
    inline-size: 1.625em;
    block-size: 1.625em;
    margin: 0;
  }
  .mark img {
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    object-fit: cover;
  }
  .name {
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.3;
  }
  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 10px;
    border: 1px solid var(--_edge);
    border-radius: 999px;
    box-sizing: border-box;
    background: var(--_surface);
    overflow: hidden;
    color: var(--_accent);
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
    border-radius: 999px;
    transition: inline-size 0.25s ease-out;
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
    border-radius: 999px;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: calc(3 * var(--_space));
  }
  .ends :last-child {
    text-align: end;
  }
  .far {
    font-weight: 600;
  }
  .ladder {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_space));
  }
  .ladder li {
    padding: calc(1 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_line);
    border-radius: 999px;
    font-size: 0.875em;
  }
  .perks svg {
    color: var(--_accent);
  }
  .locked,
  .perks .locked svg {
    color: var(--_muted);
  }
  @container (width > 640px) {
    .gives {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: calc(6 * var(--_space));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    progress::-webkit-progress-value {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    progress {
      appearance: auto;
    }
  }
`;
