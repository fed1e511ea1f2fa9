// What every element is made of: named here so that the runtime holds it once and chunks share it.
import './elements/element.js';
import './parts/member-panel.js';
import { boot } from './embed/boot.js';
import { defineOnDemand } from './embed/on-demand.js';

boot(defineOnDemand);
