import { addDecoders } from '../adapters/portal-api/decode.js';
import { estimate } from '../domain/guards-estimate.generated.js';
import { VafaPointsPreview } from '../elements/points-preview/points-preview.js';
import { addEnglish } from '../i18n/catalog.js';
import { enPreview } from '../i18n/locales/en-preview.js';

addEnglish(enPreview);
addDecoders({ estimate });

export default { 'vafa-points-preview': VafaPointsPreview };
