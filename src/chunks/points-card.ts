import { drawMemberCard } from '../elements/points/member-card.js';
import { memberCardStyles } from '../elements/points/member-card.styles.js';
import { addEnglish } from '../i18n/catalog.js';
import { enCard } from '../i18n/locales/en-card.js';

addEnglish(enCard);

export default { draw: drawMemberCard, styles: memberCardStyles };
