import type { GatewayOptions } from '../options.js';
import type { CodeSender } from './code-store.js';

type Message = Parameters<CodeSender>[0];

/** Codes on their way at once; more are not sent, and the owner is told. */
const mostAtOnce = 200;

/** Sends after the answer: how long a mailer takes, and what it says of an address, must not be seen from outside. */
export function outbox(send: CodeSender, onError: GatewayOptions['onError']): (message: Message, requestId: string) => void {
  let onTheWay = 0;
  return (message, requestId) => {
    if (onTheWay >= mostAtOnce) return onError?.(new Error(`More than ${mostAtOnce} one-time codes are on their way: one was not sent. Look at the mailer.`), requestId);
    onTheWay += 1;
    setImmediate(() => {
      new Promise<void>((resolve) => resolve(send(message)))
        .catch((thrown: unknown) => onError?.(failureOf(thrown, message), requestId))
        .finally(() => (onTheWay -= 1));
    });
  };
}

// A new error: the sender's own may hold the message in its properties or its stack.
function failureOf(thrown: unknown, { to, code }: Message): Error {
  const said = thrown instanceof Error ? thrown.message : 'it threw something that is no Error';
  const hidden = [to, code].reduce((text, secret) => text.replaceAll(new RegExp(escaped(secret), 'gi'), '…'), said);
  return new Error(`A one-time code could not be sent: ${hidden.replaceAll(/[^\s@<>"']+@[^\s@<>"']+/g, '…').replaceAll(/\+?\d[\d -]{4,}\d/g, '…')}`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
