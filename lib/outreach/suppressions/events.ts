import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";
import { MaskedAddress } from "@/lib/platform/unnamed";

const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

export const SuppressionAdded = defineEvent(
  "suppression.added",
  z.object({ recipient: MaskedAddress, cancelledDrafts: z.number().int() }),
  ({ recipient }) => `${recipient} was added to the do-not-contact list.`,
);

export const SuppressionsAdded = defineEvent(
  "suppressions.added",
  z.object({ count: z.number().int(), cancelledDrafts: z.number().int(), source: z.string() }),
  ({ count, source }) =>
    `${counted(count, "entry was", "entries were")} added to the do-not-contact list from ${source}.`,
);

export const SuppressionsRemoved = defineEvent(
  "suppressions.removed",
  z.object({ count: z.number().int() }),
  ({ count }) => `${counted(count, "entry was", "entries were")} taken off the do-not-contact list.`,
);
