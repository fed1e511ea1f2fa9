import { addDecoders } from '../adapters/portal-api/decode.js';
import { dismissed } from '../domain/guards-dismiss.generated.js';
import { celebrate } from '../elements/tier/celebration.js';
import { addEnglish } from '../i18n/catalog.js';
import { enCelebration } from '../i18n/locales/en-celebration.js';

addEnglish(enCelebration);
addDecoders({ dismiss: dismissed });

export default { celebrate };
