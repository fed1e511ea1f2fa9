import { drawLadder } from '../elements/tier/ladder.js';
import { ladderStyles } from '../elements/tier/ladder.styles.js';
import { addEnglish } from '../i18n/catalog.js';
import { enLadder } from '../i18n/locales/en-ladder.js';

addEnglish(enLadder);

export default { draw: drawLadder, styles: ladderStyles };
