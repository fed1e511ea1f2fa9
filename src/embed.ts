import vafaProvider from './chunks/vafa-provider.js';
import vafaPoints from './chunks/vafa-points.js';
import vafaRewards from './chunks/vafa-rewards.js';
import vafaTier from './chunks/vafa-tier.js';
import { boot, defineAll } from './embed/boot.js';
import { defineOnDemand } from './embed/on-demand.js';

const core = defineAll({ ...vafaProvider, ...vafaPoints, ...vafaTier, ...vafaRewards });

boot(() => {
  core();
  // Companions come when their tags appear.
  defineOnDemand();
});
