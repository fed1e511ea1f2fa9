import './parts/member-panel.js';
import { VafaElement } from './elements/element.js';
import { VafaProvider } from './elements/provider/provider.js';
import { boot } from './embed/boot.js';
import { defineOnDemand } from './embed/on-demand.js';
import { register } from './register.js';

/** The base class is named here so that the runtime holds it, and every chunk shares it. */
export const Base = VafaElement;

boot(() => {
  register({ 'vafa-provider': VafaProvider });
  defineOnDemand();
});
