export { faRedeem as default } from '../i18n/locales/fa-redeem.js';
