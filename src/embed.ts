import vafaProvider from './chunks/vafa-provider.js';
import vafaPoints from './chunks/vafa-points.js';
import vafaTier from './chunks/vafa-tier.js';
import { boot, defineAll } from './embed/boot.js';
import { defineOnDemand } from './embed/on-demand.js';

const core = defineAll({ ...vafaProvider, ...vafaPoints, ...vafaTier });

boot(() => {
  core();
  // Companions come when their tags appear.
  defineOnDemand();
});
