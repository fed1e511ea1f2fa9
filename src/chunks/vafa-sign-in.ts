import { VafaSignIn } from '../elements/sign-in/sign-in.js';
import { addEnglish } from '../i18n/catalog.js';
import { enEntry } from '../i18n/locales/en-entry.js';

addEnglish(enEntry);

export default { 'vafa-sign-in': VafaSignIn };
