import { addDecoders } from '../adapters/portal-api/decode.js';
import { uniqueKey } from '../client/unique-key.js';
import { redemption, redemptions } from '../domain/guards-redeem.generated.js';
import { CodeList } from '../elements/rewards/codes.js';
import type { CodesPart } from '../elements/rewards/host.js';
import { addEnglish } from '../i18n/catalog.js';
import { enCodes } from '../i18n/locales/en-codes.js';
import { enCode } from '../i18n/locales/en-redeem.js';

addEnglish({ ...enCode, ...enCodes });
addDecoders({ cancelRedemption: redemption, redemptions });

const part: CodesPart = { openCodes: (host, sharedOf) => new CodeList(host, sharedOf, uniqueKey) };

export default part;
