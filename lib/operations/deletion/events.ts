import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

const Named = z.object({ projectId: z.uuid(), name: z.string() });

export const CompanyDeleted = defineEvent(
  "company.deleted",
  Named.extend({ leads: z.number().int() }),
  ({ name, leads }) =>
    `Company “${name}” was deleted by its owner: sending stopped, and ${leads} leads are being erased.`,
);

export const CompanyErased = defineEvent(
  "company.erased",
  Named.extend({ leads: z.number().int(), rows: z.number().int(), tables: z.number().int() }),
  ({ name, leads, rows, tables }) =>
    `Everything of “${name}” but its counts and this ledger was erased: ${rows} rows of ${tables} tables, ${leads} leads among them. None is left.`,
);
