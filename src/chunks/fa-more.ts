export { faMore as default } from '../i18n/locales/fa-more.js';
