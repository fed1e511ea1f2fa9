import { addDecoders } from '../adapters/portal-api/decode.js';
import { activityPage } from '../domain/guards-activity.generated.js';
import { drawActivity } from '../elements/points/activity.js';
import { addEnglish } from '../i18n/catalog.js';
import { enActivity } from '../i18n/locales/en-activity.js';

addEnglish(enActivity);
addDecoders({ activity: activityPage });

export default { drawActivity };
