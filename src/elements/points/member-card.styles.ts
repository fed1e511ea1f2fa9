import { css } from 'lit';

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
