import { VafaProvider } from '../elements/provider/provider.js';

export default { 'vafa-provider': VafaProvider };
