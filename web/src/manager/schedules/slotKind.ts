import type { Slot } from '../data/types';
import type { Tone } from '../parts/StateBadge';

/** What became of a slot, or will: a planned one with a cause will not be opened. */
export type SlotKind = 'opened' | 'missed' | 'planned' | 'skipped';
export const SLOT_KINDS: readonly SlotKind[] = ['opened', 'missed', 'planned', 'skipped'];

/** A sign beside the colour, since a cell has no room for a word. */
export const SLOT_SIGNS: Record<SlotKind, string> = { opened: '✓', missed: '!', planned: '○', skipped: '–' };
export const SLOT_TONES: Record<SlotKind, Tone> = {
  opened: 'good',
  missed: 'bad',
  planned: 'calm',
  skipped: 'idle',
};

export const kindOf = ({ status, cause }: Slot): SlotKind =>
  status === 'planned' && cause ? 'skipped' : status;

export const dayOf = ({ local }: Slot): string => local.slice(0, 10);

export function byDay(slots: readonly Slot[]): Map<string, Slot[]> {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) days.set(dayOf(slot), [...(days.get(dayOf(slot)) ?? []), slot]);
  return days;
}
