/** What an element must know of redemptions that are not settled, before it fetches the part that settles them. */
export { forgetUnsettled, hasUnsettled } from '../client/unsettled.js';
