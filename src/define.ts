import vafaPoints from './chunks/vafa-points.js';
import vafaPointsPreview from './chunks/vafa-points-preview.js';
import vafaProvider from './chunks/vafa-provider.js';
import vafaRewards from './chunks/vafa-rewards.js';
import vafaSignIn from './chunks/vafa-sign-in.js';
import vafaTier from './chunks/vafa-tier.js';
import { adviser } from './client/advise.js';
import { page } from './client/page.js';
import { loadModule } from './load-module.js';
import { providePage } from './context/provide.js';
import { register } from './register.js';

// For applications that install the package: `import 'vafa/define'` makes every element known to the page.
adviser.load = page.load = loadModule;
providePage(page);
register({ ...vafaProvider, ...vafaPoints, ...vafaPointsPreview, ...vafaRewards, ...vafaSignIn, ...vafaTier });
