import { addDecoders } from '../adapters/portal-api/decode.js';
import { tierTracks } from '../domain/guards-tier.generated.js';
import { VafaTier } from '../elements/tier/tier.js';
import { addEnglish } from '../i18n/catalog.js';
import { enTier } from '../i18n/locales/en-tier.js';

addEnglish(enTier);
addDecoders({ tiers: tierTracks });

export default { 'vafa-tier': VafaTier };
