import { css } from 'lit';

/** The tier card. */
export const tierStyles = css`
  /* As tall as what a climbing member is told, so that nothing moves when it comes. */
  .card {
    min-block-size: 30em;
  }
  :host([hide-perks]) .card {
    min-block-size: 23.5em;
  }
  .who {
    display: flex;
    align-items: center;
    gap: var(--_3);
  }
  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 3em;
    block-size: 3em;
    border-radius: 50%;
    background: color-mix(in srgb, var(--vafa-tier-color, var(--_accent)) 14%, var(--_surface));
    color: var(--vafa-tier-color, var(--_accent));
  }
  .mark svg {
    inline-size: 1.625em;
    block-size: 1.625em;
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
  .block {
    display: block;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: var(--_3);
  }
  .ends :last-child {
    text-align: end;
  }
  .ladder {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
    min-block-size: 2.2em;
  }
  .ladder li {
    padding: var(--_space) var(--_3);
    border: 1px solid var(--_line);
    border-radius: 999px;
    font-size: 0.875em;
  }
  .perks {
    padding-block: 0 var(--_3);
  }
  .perks svg {
    color: var(--_accent);
  }
  .locked,
  .perks .locked svg {
    color: var(--_muted);
  }
  @media (forced-colors: active) {
    progress {
      --_accent: Highlight;
      --_surface: Canvas;
      --_edge: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
