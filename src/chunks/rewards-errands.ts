import { addDecoders } from '../adapters/portal-api/decode.js';
import { CartLink } from '../client/cart-link.js';
import { Errands } from '../client/errands.js';
import { redemption, redemptions } from '../domain/guards-redeem.generated.js';
import type { ErrandsPart } from '../elements/rewards/host.js';

addDecoders({ redeem: redemption, redemptions });

const part: ErrandsPart = {
  errandsOf(all, client) {
    let errands = all.get(client);
    if (!errands) all.set(client, (errands = new Errands(client)));
    return errands;
  },
  cartOf: ({ config: { cart, deadline = 8_000 } }) => cart && new CartLink(cart, deadline),
};

export default part;
