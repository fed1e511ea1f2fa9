import { css } from 'lit';

/** A line beside a price: on the page's own surface, in the page's own colour. */
export const previewStyles = css`
  .card {
    gap: var(--_2);
    grid-template-rows: none;
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
  }
  .note,
  .line {
    color: inherit;
  }
  summary {
    display: inline-flex;
    align-items: center;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  details {
    border: 0;
  }
`;
