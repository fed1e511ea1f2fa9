import type { LitElement, TemplateResult } from 'lit';
import type { CartLink } from '../../client/cart-link.js';
import type { Client } from '../../client/client.js';
import type { Errands } from '../../client/errands.js';
import type { LocaleController } from '../../controllers/locale.js';
import type { ClubController } from '../../controllers/club.js';
import type { Money } from '../../domain/money.schema.js';
import type { RewardState } from '../../domain/reward-state.js';
import type { Redemption, Reward } from '../../domain/reward.schema.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import type { Deeds } from './deeds.js';

/** What the parts of the element need of it. */
export interface RewardsHost {
  readonly element: LitElement & { readonly club: ClubController };
  readonly locale: LocaleController;
  /** The wallet a reward is paid from, and since when its balance holds. */
  paying(reward: Reward): { readonly wallet: Wallet | undefined; readonly asOf: string };
  /** A reward of the catalogue as it is now. */
  reward(id: string): Reward | undefined;
  /** What it is to the member now, and the words of that. */
  standing(reward: Reward): readonly [state: RewardState, words: string];
  /** The member's redemptions, once somebody asked for them. */
  redemptions(): readonly Redemption[] | undefined;
  /** Asks for the member's redemptions, now and from now on. */
  watchRedemptions(): void;
  conditions(reward: Reward): string[];
  /** What a reward is worth for the amount paid, where that says more than the amount. */
  readonly worth: (reward: Reward, cost: number) => string | undefined;
  /** Says news to those who listen. */
  say(news: string): void;
}

/** Redeems: the dialog, and what goes on outside of it. */
export interface Redeem {
  /** Whether the dialog is open. */
  readonly isOpen: boolean;
  /** The cart's total, where the page tells it. */
  readonly basket: Money | undefined;
  /** What a reward's button says instead of “Redeem”, while something goes on. */
  isBusy(rewardId: string): boolean;
  /** Opens the dialog for a reward. */
  start(reward: Reward): void;
  /** Goes on with what the member left unsettled. */
  resume(): void;
  /** What goes on, or ended, outside of the dialog. */
  renderNews(): TemplateResult;
  renderDialog(): TemplateResult;
}

/** What all elements of a page share of a club: wishes on their way, what was done with codes, the page's cart where it has one. */
export interface Shared {
  readonly errands: Errands;
  readonly deeds: Deeds;
  readonly cart: CartLink | undefined;
}

/** It, by club, whichever element asked first. */
export type SharedByClient = WeakMap<Client, Shared>;

/** Gives a club's. */
export type SharedOf = (client: Client) => Shared;

/** The part that sees each wish to its end; without anything to look at. */
export interface ErrandsPart {
  shared(all: SharedByClient, client: Client): Shared;
}

/** The part that a member redeems with. */
export interface RedeemPart {
  openRedeem(host: RewardsHost, sharedOf: SharedOf): Redeem;
}

/** The list of codes. */
export interface Codes {
  render(): TemplateResult;
}

/** The part that lists codes. */
export interface CodesPart {
  openCodes(host: RewardsHost, sharedOf: SharedOf): Codes;
}

/** Whether what was fetched is the part that does this. */
export function isPart<P>(part: unknown, does: keyof P): part is P {
  return typeof part === 'object' && part !== null && does in part;
}
