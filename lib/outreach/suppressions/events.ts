import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const SuppressionAdded = defineEvent(
  "suppression.added",
  z.object({ recipient: z.string(), cancelledDrafts: z.number().int() }),
  ({ recipient }) => `${recipient} was added to the do-not-contact list.`,
);
