import { z } from "zod";
import { JsonObject } from "@/lib/company/approvals/schemas";

export const OfferedAction = z
  .object({
    kind: z.string(),
    title: z.string(),
    permission: z.string(),
    undo_window_seconds: z.number().int(),
    decide_within_hours: z.number(),
    input_schema: JsonObject.meta({ description: "JSON Schema of the payload." }),
  })
  .meta({ id: "OfferedAction" });
export type OfferedAction = z.infer<typeof OfferedAction>;
