import { page } from './client/page.js';
import { loadModule } from './load-module.js';
import { providePage } from './context/provide.js';
import { VafaPoints } from './elements/points/points.js';
import { VafaProvider } from './elements/provider/provider.js';
import { VafaTier } from './elements/tier/tier.js';
import { register } from './register.js';

// For applications that install the package: `import 'vafa/define'` makes every element known to the page.
page.load = loadModule;
providePage(page);
register({ 'vafa-provider': VafaProvider, 'vafa-points': VafaPoints, 'vafa-tier': VafaTier });
