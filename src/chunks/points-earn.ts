import { addDecoders } from '../adapters/portal-api/decode.js';
import { earnAction, earnActions } from '../domain/guards-earning.generated.js';
import { drawWays } from '../elements/points/earn.js';
import { rowStyles } from '../elements/points/rows.styles.js';
import { addEnglish } from '../i18n/catalog.js';
import { enEarn } from '../i18n/locales/en-earn.js';

addEnglish(enEarn);
addDecoders({ earnActions, completeEarnAction: earnAction });

export default { draw: drawWays, styles: rowStyles };
