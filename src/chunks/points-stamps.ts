import { stampStyles } from '../elements/points/stamps.styles.js';
import { drawStamps } from '../elements/points/stamps.js';
import { addEnglish } from '../i18n/catalog.js';
import { enStamps } from '../i18n/locales/en-stamps.js';

addEnglish(enStamps);

export default { draw: drawStamps, styles: stampStyles };
