import { Http } from '../adapters/portal-api/http.js';
import type { HttpOptions } from '../adapters/portal-api/request.js';
import { Live, type LiveParts } from './live.js';

/** What a page needs once something is to be kept true, or went wrong: the upkeep, and HTTP with care. */
export interface Care {
  attend(parts: LiveParts): Live;
  connect(options: HttpOptions): Http;
}

/** The care itself; it comes as a part, after the first paint. */
export const care: Care = {
  attend: (parts) => new Live(parts),
  connect: (options) => new Http(options),
};
