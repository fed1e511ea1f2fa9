import { addDecoders } from '../adapters/portal-api/decode.js';
import { CartLink } from '../client/cart-link.js';
import { uniqueKey } from '../client/unique-key.js';
import { redemption, redemptions } from '../domain/guards-redeem.generated.js';
import { CodeList } from '../elements/rewards/codes.js';
import type { CodesPart } from '../elements/rewards/host.js';
import { addEnglish } from '../i18n/catalog.js';
import { enCodes } from '../i18n/locales/en-codes.js';
import { enCode } from '../i18n/locales/en-redeem.js';

addEnglish({ ...enCode, ...enCodes });
addDecoders({ cancelRedemption: redemption, redemptions });

const part: CodesPart = {
  openCodes: (host) =>
    new CodeList(host, {
      key: uniqueKey,
      cartOf: () => {
        const { cart, deadline = 8_000 } = host.element.club.client?.config ?? {};
        return cart && new CartLink(cart, deadline);
      },
    }),
};

export default part;
