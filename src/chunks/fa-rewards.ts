export { faRewards as default } from '../i18n/locales/fa-rewards.js';
