import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const count = (n: number, one: string, many: string): string => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

export const LeadsImported = defineEvent(
  "leads.imported",
  z.object({
    importId: z.uuid(),
    fileName: z.string(),
    imported: z.number().int(),
    updated: z.number().int(),
    skipped: z.number().int(),
    refused: z.number().int(),
  }),
  ({ fileName, imported, updated, skipped, refused }) => {
    const parts = [
      `${count(imported, "lead", "leads")} imported`,
      updated > 0 && `${updated.toLocaleString("en-US")} updated`,
      skipped > 0 && `${skipped.toLocaleString("en-US")} already there`,
      refused > 0 && `${count(refused, "row", "rows")} refused`,
    ];
    return `${parts.filter(Boolean).join(", ")} from ${fileName}.`;
  },
);
