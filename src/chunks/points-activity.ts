import { addDecoders } from '../adapters/portal-api/decode.js';
import { activityPage } from '../domain/guards-activity.generated.js';
import { drawHistory } from '../elements/points/history.js';
import { rowStyles } from '../elements/points/rows.styles.js';
import { addEnglish } from '../i18n/catalog.js';
import { enActivity } from '../i18n/locales/en-activity.js';

addEnglish(enActivity);
addDecoders({ activity: activityPage });

export default { draw: drawHistory, styles: rowStyles };
