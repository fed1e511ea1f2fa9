import type { RedeemPart } from '../elements/rewards/host.js';
import { RedeemDesk } from '../elements/rewards/redeem.js';
import { addEnglish } from '../i18n/catalog.js';
import { enCode, enRedeem } from '../i18n/locales/en-redeem.js';

addEnglish({ ...enCode, ...enRedeem });

const part: RedeemPart = { openRedeem: (host, sharedOf) => new RedeemDesk(host, sharedOf) };

export default part;
