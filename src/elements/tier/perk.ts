import type { TemplateResult } from 'lit';
import type { Perk } from '../../domain/tier.schema.js';
import { check, lock } from '../../ui/icons.js';
import { used } from '../../ui/icons-more.js';

/** How a perk shows: its picture, its word, and whether it can be used. */
export type PerkLook = readonly [icon: () => TemplateResult, key: 'tier.perkOpen' | 'tier.perkLocked' | 'tier.perkUsed', isOpen: boolean];

/** What the club says of a perk goes first; where it says nothing, it is open to those who hold its tier. */
export function perkLook({ state = 'other' }: Perk, held: boolean): PerkLook {
  if (state === 'used') return [used, 'tier.perkUsed', false];
  return state === 'available' || (state === 'other' && held) ? [check, 'tier.perkOpen', true] : [lock, 'tier.perkLocked', false];
}
