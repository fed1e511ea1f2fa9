import { css } from 'lit';

/** Lines of what moved a balance and of ways to earn; the choices above them. */
export const rowStyles = css`
  .row {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--_3);
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_line);
  }
  .rows {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 60em;
  }
  .rows:only-of-type {
    content-visibility: visible;
  }
  .row.done {
    color: var(--_muted);
  }
  .delta {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .row > :nth-child(n + 3) {
    grid-column: 1 / -1;
  }
  .why {
    border: 0;
  }
  .why summary {
    display: inline-flex;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(10em, 100%), 1fr));
    gap: var(--_2);
    padding-block-end: var(--_2);
  }
  .day {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: 1fr 2fr 1.5fr;
    gap: var(--_2);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field {
    display: grid;
    min-inline-size: 0;
  }
  select {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: var(--_2);
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) * 2 / 3);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
`;

/** The card for the till: black on white in every scheme, over the whole screen. */
export const memberCardStyles = css`
  .whole {
    box-sizing: border-box;
    inline-size: 100vi;
    max-inline-size: none;
    block-size: 100dvb;
    max-block-size: none;
    margin: 0;
    padding: var(--_4);
    border: 0;
    background: #fff;
    color: #000;
    color-scheme: light;
  }
  .bright {
    --_accent: #000;
    --_edge: #000;
    --_muted: #444;
    display: grid;
    gap: var(--_4);
    place-content: center;
    justify-items: center;
    min-block-size: 100%;
    text-align: center;
  }
  .qr {
    inline-size: min(70vmin, 24em);
    block-size: auto;
    stroke: none;
  }
  .light {
    fill: #fff;
  }
  .dark {
    fill: #000;
  }
  .code {
    font-size: 1.5em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.05em;
  }
  @media (forced-colors: active) {
    .qr {
      forced-color-adjust: none;
    }
  }
`;

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
