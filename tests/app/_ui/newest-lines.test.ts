import { expect, test } from "vitest";
import { withLine } from "@/app/_ui/newest-lines";
import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";

const line = (id: number): LedgerEntry => ({
  id,
  type: "t",
  message: "m",
  data: {},
  actor_type: "user",
  actor_id: null,
  created_at: "2026-11-22",
});

/** The lines shown after new ones arrived in this order. */
const after = (ids: number[], most: number): number[] =>
  ids.reduce<LedgerEntry[]>((lines, id) => withLine(lines, line(id), most), []).map(({ id }) => id);

test("the newest lines stand in the ledger's order, whichever committed first, each once", () => {
  expect(after([1, 3, 2, 3, 4, 1], 8)).toEqual([4, 3, 2, 1]);
});

test("no more are kept than asked for, and a line repeated after it left does not come back", () => {
  expect(after([1, 2, 3, 4, 5, 1, 2], 3)).toEqual([5, 4, 3]);
  const day = Array.from({ length: 5_000 }, (_, index) => index + 1);
  expect(after(day, 500)).toEqual(day.slice(-500).toReversed());
});
