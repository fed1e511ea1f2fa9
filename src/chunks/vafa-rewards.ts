import { addDecoders } from '../adapters/portal-api/decode.js';
import { rewards } from '../domain/guards-rewards.generated.js';
import { VafaRewards } from '../elements/rewards/rewards.js';
import { addEnglish } from '../i18n/catalog.js';
import { enRewards } from '../i18n/locales/en-rewards.js';

addEnglish(enRewards);
addDecoders({ rewards });

export default { 'vafa-rewards': VafaRewards };
