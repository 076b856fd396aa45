import { tokensOf, type SectionRule } from "./purposes";
import { renderDropped, renderHeading, renderItem, renderSection } from "./render-text";
import type { ContextItem, ContextSection } from "./schemas";

/** Everything a section could say, the most important first; `total` counts those that were not even read. */
export type Candidates = SectionRule & { items: readonly ContextItem[]; total: number };

type Filling = {
  of: Candidates;
  sizes: readonly number[];
  taken: number;
  bytes: number;
  floor: number;
  cap: number;
  closed: boolean;
};

const MORE = Buffer.byteLength(renderDropped(1_000_000));
const sizeOf = (item: ContextItem): number => Buffer.byteLength(renderItem(item));

function begin(of: Candidates, bytes: number): Filling {
  const sizes = of.items.map(sizeOf);
  const content = sizes.reduce((sum, size) => sum + size, 0);
  const room = of.total === 0 ? 0 : Buffer.byteLength(renderHeading(of)) + MORE;
  const floor = Math.min(bytes * of.floor, room + content);
  return { of, sizes, taken: 0, bytes: room, floor, cap: bytes * of.cap, closed: of.total === 0 };
}

const missing = (filling: Filling): number => Math.max(0, filling.floor - filling.bytes);

function take(filling: Filling): number {
  const size = filling.sizes[filling.taken] ?? 0;
  filling.taken += 1;
  filling.bytes += size;
  return size;
}

/** Gives each section its floor, in order; the last line may reach above it, but never into the floor of another section. */
function giveFloors(fillings: readonly Filling[], room: number): number {
  let free = room;
  fillings.forEach((filling, index) => {
    const others = fillings.slice(index + 1).reduce((sum, other) => sum + missing(other), 0);
    while (missing(filling) > 0 && filling.taken < filling.sizes.length) {
      if ((filling.sizes[filling.taken] ?? 0) > free - others) break;
      free -= take(filling);
    }
  });
  return free;
}

/** Then one line a section in turn, until its cap or the budget. A line that does not fit ends its section: no later one overtakes it. */
function goRound(fillings: readonly Filling[], room: number): void {
  let free = room;
  let open = fillings.filter(({ closed }) => !closed);
  while (open.length > 0) {
    for (const filling of open) {
      const size = filling.sizes[filling.taken];
      if (size === undefined || size > free || filling.bytes + size > filling.cap) filling.closed = true;
      else free -= take(filling);
    }
    open = open.filter(({ closed }) => !closed);
  }
}

function finish({ of, taken }: Filling): ContextSection {
  const kept = of.items.slice(0, taken);
  const items = of.newestLast ? kept.toReversed() : kept;
  const section = { key: of.key, title: of.title, items: [...items], tokens: 0, dropped: of.total - taken };
  return { ...section, tokens: tokensOf(Buffer.byteLength(renderSection(section))) };
}

/**
 * Chooses whole lines for `budget` bytes, of which `reserved` are spent already: floors first, in order, then round the sections by
 * priority. Lines that are left out are counted.
 */
export function fillSections(
  candidates: readonly Candidates[],
  { budget, reserved }: { budget: number; reserved: number },
): ContextSection[] {
  const fillings = candidates.map((of) => begin(of, budget));
  const headings = fillings.reduce((sum, { bytes }) => sum + bytes, 0);
  goRound(fillings, giveFloors(fillings, budget - reserved - headings));
  return fillings.map(finish);
}
