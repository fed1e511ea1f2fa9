import { css } from 'lit';

/** A line beside a price: the page's own surface shows through. */
export const previewStyles = css`
  .card {
    display: block;
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: none;
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
