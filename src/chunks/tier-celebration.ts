import { drawCelebration } from '../elements/tier/celebration.js';
import { celebrationStyles } from '../elements/tier/celebration.styles.js';
import { addEnglish } from '../i18n/catalog.js';
import { enCelebration } from '../i18n/locales/en-celebration.js';

addEnglish(enCelebration);

export default { celebrate: drawCelebration, styles: celebrationStyles };
