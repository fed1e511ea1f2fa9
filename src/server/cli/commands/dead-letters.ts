import { deadLetters, retryLetters, waitingLetters, type DeadLetter } from '../../club/dead-letters.js';
import { asPortalError, transact } from '../../club/transaction.js';
import { goneOf } from '../../club/webhooks.js';
import { UsageError, word, type Command, type Outcome } from '../command.js';
import { withDesk, type Desk } from '../desk.js';
import { many, table, when } from '../text.js';

/** `vafa club dead-letters`: what no webhook took. */
export const deadLettersCommand: Command = {
  name: 'dead-letters',
  usage: '[list | retry <id> | retry all]',
  says: 'Lists messages that a webhook did not take in twelve tries, or lets them be tried again.',
  more: ['They are kept for a year. Trying again also asks an address anew that had answered 410 Gone.'],
  options: {},
  examples: ['vafa club dead-letters list', 'vafa club dead-letters retry all'],
  words: 2,
  run: (call) => {
    const action = call.words[0] ?? 'list';
    if (action === 'list') return withDesk(call, list);
    if (action === 'retry') return withDesk(call, (desk) => retry(word(call, 1, 'The letter’s id, or “all”,'), desk));
    throw new UsageError(`“${action}” is neither “list” nor “retry”.`);
  },
};

async function list({ scope }: Desk): Promise<Outcome> {
  const letters = await deadLetters(scope);
  const gone = (await goneOf(scope)).map(({ id, url }) => ({ webhook: id, url }));
  const waiting = await waitingLetters(scope);
  const row = ({ deliveryId, endpointId, topic, attempts, lastTryAt, madeAt, lastStatus, lastAnswer }: DeadLetter) => [
    ...[deliveryId, endpointId, topic, String(attempts), when(lastTryAt ?? madeAt, scope.program.shop.timeZone)],
    [lastStatus, lastAnswer].filter((part) => part !== null && part !== '').join(' '),
  ];
  const lines = [
    ...(letters.length === 0 ? ['There are no dead letters.'] : table(['id', 'webhook', 'event', 'tries', 'last try', 'last answer'], letters.map(row))),
    ...gone.map(({ webhook, url }) => `Webhook “${webhook}” is told nothing: ${url} answered 410 Gone.`),
    ...(waiting > 0 ? [`${many(waiting, 'message')} waiting for the next try.`] : []),
  ];
  return { lines, data: { letters, gone, waiting } };
}

async function retry(id: string, { scope, actor }: Desk): Promise<Outcome> {
  const retried = await transact(scope.sql, actor('dead-letters.retry', undefined, { letters: id }), (sql) => retryLetters({ ...scope, sql }, id === 'all' ? undefined : id)).catch((thrown: unknown) => {
    throw asPortalError(thrown, () => undefined);
  });
  return { lines: [`${many(retried, 'message')} will be sent again by the gateway, within a minute.`], data: { retried } };
}
