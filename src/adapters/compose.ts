import { operations, type Capabilities, type Operation } from '../domain/capabilities.schema.js';
import type { Change } from '../domain/snapshot.schema.js';
import { PortalError, toPortalError } from '../domain/errors.js';
import { includeKey } from './include.js';
import { merged } from './merged.js';
import type { Call, Include, Part, PortalAdapter, PortalBackend, Session, WriteCall, Written } from './port.js';
import { snapshotOf } from './snapshot.js';

/** Which backend answers what. */
export interface Composition<Name extends string = string> {
  /** The backends, by a name of the composition’s own. */
  readonly parts: Readonly<Record<Name, PortalBackend>>;
  /** Who answers an operation; those that are not named go to `otherwise`. */
  readonly operations: { readonly [O in Exclude<Operation, 'watch'>]?: Name };
  /** Who answers the rest; without it the rest is not offered. */
  readonly otherwise?: Name;
}

type Asked = Exclude<Operation, 'watch'>;
/** The port of a part, by operation. */
type Owner = (operation: Operation) => PortalAdapter | undefined;

/** Several backends as one, each for its own operations. One that fails takes nothing with it but what it answers. */
export function compose<Name extends string>({ parts, operations: wanted, otherwise }: Composition<Name>): PortalBackend {
  const nameOf = (operation: Operation): Name | undefined => (operation === 'watch' ? undefined : (wanted[operation] ?? otherwise));
  return {
    open(session: Session): PortalAdapter {
      const opened = new Map<Name, PortalAdapter>();
      const owner: Owner = (operation) => {
        const name = nameOf(operation);
        if (name === undefined) return undefined;
        const port = opened.get(name) ?? parts[name].open(session);
        opened.set(name, port);
        return port;
      };
      return port(owner);
    },
  };
}

function port(owner: Owner): PortalAdapter {
  const composed: PortalAdapter & Required<Pick<PortalAdapter, 'snapshot'>> = {
    capabilities: (call) => capabilities(owner, call),
    snapshot: (includes, call) => snapshot(owner, includes, call),
  };
  for (const name of reads) addRead(composed, owner, name);
  addWrites(composed, owner);
  const watched = [...new Set(asked.map(owner))].flatMap((part) => part ?? []).filter((part) => part.watch !== undefined);
  if (watched.length > 0) composed.watch = (call) => merged(watched.map((part) => changesOf(part, owner, call)), call?.signal);
  return composed;
}

const asked = operations.filter((each): each is Asked => each !== 'watch');
const reads = ['shop', 'member', 'wallets', 'tiers', 'activity', 'rewards', 'redemptions', 'earnActions', 'orders', 'order', 'estimate'] as const;

function addRead<R extends (typeof reads)[number]>(composed: PortalAdapter, owner: Owner, name: R): void {
  const part = owner(name);
  const method = part?.[name];
  if (part && method) composed[name] = method.bind(part) as PortalAdapter[R];
}

function addWrites(composed: PortalAdapter, owner: Owner): void {
  const part = { join: owner('join'), redeem: owner('redeem'), cancelRedemption: owner('cancelRedemption'), completeEarnAction: owner('completeEarnAction'), dismiss: owner('dismiss') };
  const { join, redeem, cancelRedemption, completeEarnAction, dismiss } = part;
  if (join?.join) composed.join = (input, call) => written(join, owner, call, (own) => join.join?.(input, own));
  if (redeem?.redeem) composed.redeem = (input, call) => written(redeem, owner, call, (own) => redeem.redeem?.(input, own));
  if (cancelRedemption?.cancelRedemption) composed.cancelRedemption = (input, call) => written(cancelRedemption, owner, call, (own) => cancelRedemption.cancelRedemption?.(input, own));
  if (completeEarnAction?.completeEarnAction) composed.completeEarnAction = (input, call) => written(completeEarnAction, owner, call, (own) => completeEarnAction.completeEarnAction?.(input, own));
  if (dismiss?.dismiss) composed.dismiss = (input, call) => written(dismiss, owner, call, (own) => dismiss.dismiss?.(input, own));
}

// A part that cannot be asked what it can do is taken at its word: what it has a method for is offered, and says itself what is wrong.
async function capabilities(owner: Owner, call: Call | undefined): Promise<Capabilities> {
  const owners = new Map(asked.map((name) => [name, owner(name)] as const));
  const parts = [...new Set(owners.values())].flatMap((part) => part ?? []);
  const told = new Map(await Promise.all(parts.map(async (part) => [part, await part.capabilities(call).catch(() => undefined)] as const)));
  call?.signal?.throwIfAborted();
  const abilities = [...owners].flatMap(([name, part]) => {
    if (!part?.[name]) return [];
    const known = told.get(part);
    return [[name, known ? (known[name] ?? 'no') : 'yes'] as const];
  });
  return { ...Object.fromEntries(abilities), ...([...told.values()].some((known) => known?.watch === 'yes') && { watch: 'yes' as const }) };
}

// No version: each part counts its own, and they cannot be compared.
async function snapshot(owner: Owner, includes: readonly Include[], call: Call | undefined) {
  const { signal, locale, requestId } = call ?? {};
  const groups = new Map<PortalAdapter | undefined, Include[]>();
  for (const include of includes) {
    const part = include.read === 'capabilities' ? everybody : owner(include.read);
    groups.set(part, [...(groups.get(part) ?? []), include]);
  }
  const answers = await Promise.all([...groups].map(([part, wanted]) => partsOf(owner, part, wanted, { signal, locale, requestId })));
  signal?.throwIfAborted();
  const byKey = new Map(answers.flat().map((each) => [each.key, each]));
  return { at: new Date().toISOString(), parts: includes.flatMap((include) => byKey.get(includeKey(include)) ?? []) };
}

async function partsOf(owner: Owner, part: PortalAdapter | undefined, wanted: readonly Include[], call: Call): Promise<readonly Part[]> {
  if (part === everybody) return [{ key: 'capabilities', read: 'capabilities', data: await capabilities(owner, call) }];
  try {
    return (await snapshotOf(part ?? nobody, wanted, call)).parts;
  } catch (thrown) {
    const error = toPortalError(thrown);
    return wanted.map((include) => ({ key: includeKey(include), read: include.read, error }));
  }
}

/** Stands for all parts together, in what is asked of them all. */
const everybody: PortalAdapter = { capabilities: async () => ({}) };
/** Answers nothing: for operations that nobody was named for. */
const nobody: PortalAdapter = { capabilities: async () => ({}) };

async function written<T>(part: PortalAdapter, owner: Owner, call: WriteCall, write: (call: WriteCall) => Promise<Written<T>> | undefined): Promise<Written<T>> {
  const { includes = [], key: _key, ...rest } = call;
  const own = includes.filter(({ read }) => read !== 'capabilities' && owner(read) === part);
  const others = includes.filter((include) => !own.includes(include));
  const done = await (write({ ...call, includes: own }) ?? Promise.reject(new PortalError({ kind: 'unsupported' })));
  // It happened: what others have to say must not make it a failure.
  const more = others.length > 0 ? (await snapshot(owner, others, rest)).parts : [];
  return { at: done.at, result: done.result, parts: [...done.parts, ...more] };
}

// Of a part's changes those of operations that are its own; their version is the part's and is left out.
async function* changesOf(part: PortalAdapter, owner: Owner, call: Call | undefined): AsyncGenerator<Change, void> {
  for await (const { keys } of part.watch?.(call) ?? []) {
    const own = keys.filter((key) => asked.some((name) => name === key.split('?')[0] && owner(name) === part));
    if (own.length > 0 || keys.length === 0) yield { keys: own };
  }
}
