import { secretOf, MissingSecret, type Secrets } from '../../adapters/declarative/secrets.js';
import type { Fetch } from '../../adapters/declarative/transport.js';
import { logSender, webhookSender } from '../code-senders.js';
import type { CodeSender } from '../gateway/identity/code-store.js';
import type { IdentityStrategy } from '../gateway/identity/strategies.js';
import { checkSecrets } from '../gateway/token.js';
import { messageOf } from '../settings.js';
import { UserError } from '../user-error.js';
import type { StrategyConfig } from './config.schema.js';

/** What strategies are made with. */
export interface StrategyParts {
  readonly secrets: Secrets;
  /** The secrets of the shop’s server. */
  readonly shop: readonly string[];
  /** Reaches the shop’s mailer. */
  readonly fetch: Fetch;
  /** Hosts that may be reached by plain http. */
  readonly plainHosts: readonly string[];
  readonly production: boolean;
  /** For the sender `log`. */
  readonly write: (line: string) => void;
  readonly now?: () => Date;
}

/** The strategies of a configuration. What is wrong is a `UserError` that names the path. */
export function strategiesFrom(identity: readonly StrategyConfig[] | undefined, parts: StrategyParts): IdentityStrategy[] | undefined {
  return identity?.map((strategy, index) => {
    const at = `identity[${index}]`;
    try {
      return strategyFrom(strategy, at, parts);
    } catch (thrown) {
      if (thrown instanceof MissingSecret || thrown instanceof UserError) throw new UserError(thrown.message);
      throw new UserError(`${at}: ${messageOf(thrown)}`);
    }
  });
}

function strategyFrom(strategy: StrategyConfig, at: string, parts: StrategyParts): IdentityStrategy {
  const { secrets } = parts;
  if (strategy.type === 'jwt') return strategy;
  if (strategy.type === 'one-time-code') {
    const { sender, secret, ...rest } = strategy;
    const [key = ''] = checkSecrets([secretOf(secrets, `${at}.secret`, secret)], `${at}.secret`);
    return { ...rest, secret: key, send: senderFrom(sender, at, parts) };
  }
  if (strategy.type === 'shopify-app-proxy') {
    const { secret, ...rest } = strategy;
    return { ...rest, secrets: severalOf(secrets, `${at}.secret`, secret) };
  }
  const { secret, ...rest } = strategy;
  if (rest.type === 'session-exchange' && secret === undefined) return { ...rest, secrets: parts.shop };
  return { ...rest, ...(secret !== undefined && { secrets: severalOf(secrets, `${at}.secret`, secret) }) };
}

// Several, separated by commas, while one is being replaced.
function severalOf(secrets: Secrets, path: string, reference: string): readonly string[] {
  const several = secretOf(secrets, path, reference).split(',').map((secret) => secret.trim());
  return checkSecrets(several.filter((secret) => secret !== ''), path);
}

function senderFrom(sender: Extract<StrategyConfig, { type: 'one-time-code' }>['sender'], at: string, { secrets, fetch, plainHosts, production, write, now }: StrategyParts): CodeSender {
  if (sender.type === 'log') return logSender(write, { production });
  const { protocol, host } = new URL(sender.url);
  if (protocol === 'http:' && !plainHosts.includes(host)) throw new UserError(`${at}.sender.url is plain http, and codes would travel in the open. Use https, or name ${host} in privateHosts if it lies in your own network.`);
  return webhookSender({ url: sender.url, secret: secretOf(secrets, `${at}.sender.secret`, sender.secret), fetch, now });
}
