export { fa as default } from '../i18n/locales/fa.js';
