import { care } from '../client/care.js';
import { addEnglish } from '../i18n/catalog.js';
import { enCare } from '../i18n/locales/en-care.js';
import { drawFace } from '../parts/faces.js';

addEnglish(enCare);

export default { ...care, drawFace };
