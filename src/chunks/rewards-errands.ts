import { addDecoders } from '../adapters/portal-api/decode.js';
import { CartLink } from '../client/cart-link.js';
import { Errands } from '../client/errands.js';
import { redemption, redemptions } from '../domain/guards-redeem.generated.js';
import { Deeds } from '../elements/rewards/deeds.js';
import type { ErrandsPart, Shared } from '../elements/rewards/host.js';

addDecoders({ redeem: redemption, redemptions });

const part: ErrandsPart = {
  shared(all, client) {
    const known = all.get(client);
    if (known) return known;
    const made: Shared = {
      errands: new Errands(client),
      deeds: new Deeds(),
      get cart() {
        const { cart, deadline = 8_000 } = client.config;
        return cart && new CartLink(cart, deadline);
      },
    };
    all.set(client, made);
    return made;
  },
};

export default part;
