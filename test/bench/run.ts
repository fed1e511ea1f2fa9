/** `npm run bench`: what the kit costs, each number beside its anchor of the same run. Fails when a gate is missed on a machine that can be believed. */
import { benchHistory } from './history.js';
import { benchServer } from './server.js';

const history = await benchHistory();
const server = await benchServer();
if (!history || !server) process.exitCode = 1;
