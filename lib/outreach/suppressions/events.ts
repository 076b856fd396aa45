import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

export const SuppressionAdded = defineEvent(
  "suppression.added",
  z.object({ recipient: z.string(), cancelledDrafts: z.number().int() }),
  ({ recipient }) => `${recipient} was put on the suppression list and will not be mailed.`,
);
