export { faEntry as default } from '../i18n/locales/fa-entry.js';
