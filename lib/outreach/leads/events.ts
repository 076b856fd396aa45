import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";
import { MaskedAddress } from "@/lib/platform/unnamed";

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
    stopped: z.number().int().optional(),
  }),
  ({ fileName, imported, updated, skipped, refused, stopped = 0 }) => {
    const parts = [
      `${count(imported, "lead", "leads")} imported`,
      updated > 0 && `${updated.toLocaleString("en-US")} updated`,
      skipped > 0 && `${skipped.toLocaleString("en-US")} already there`,
      refused > 0 && `${count(refused, "row", "rows")} refused`,
      stopped > 0 && `${count(stopped, "person", "people")} not to be contacted`,
    ];
    return `${parts.filter(Boolean).join(", ")} from ${fileName}.`;
  },
);

export const LeadAdded = defineEvent(
  "leads.added",
  z.object({ leadId: z.uuid(), recipient: MaskedAddress }),
  ({ recipient }) => `${recipient} was added as a lead.`,
);

export const LeadUpdated = defineEvent(
  "leads.updated",
  z.object({ leadId: z.uuid(), changed: z.array(z.string()) }),
  ({ changed }) => `A lead was changed: ${changed.join(", ").replaceAll("_", " ")}.`,
);

export const ResearchAsked = defineEvent(
  "leads.research_asked",
  z.object({ leadId: z.uuid(), recipient: MaskedAddress }),
  ({ recipient }) => `${recipient} is researched again with the next run of a campaign.`,
);

/** Names the number only: an erased person is not to be found in the ledger. */
export const LeadsErased = defineEvent(
  "leads.erased",
  z.object({ count: z.number().int(), doNotContact: z.boolean() }),
  ({ count: n, doNotContact }) =>
    `${count(n, "lead was", "leads were")} erased${doNotContact ? " and will not be contacted again" : ""}.`,
);

export const LeadsTagged = defineEvent(
  "leads.tagged",
  z.object({ tag: z.string(), added: z.boolean(), count: z.number().int() }),
  ({ tag, added, count: n }) =>
    `The tag “${tag}” was ${added ? "added to" : "removed from"} ${count(n, "lead", "leads")}.`,
);

export const AddressesConfirmed = defineEvent(
  "leads.confirmed",
  z.object({ count: z.number().int() }),
  ({ count: n }) => `${count(n, "address was", "addresses were")} confirmed and may be emailed.`,
);

export const ImportUndone = defineEvent(
  "leads.import_undone",
  z.object({ importId: z.uuid(), removed: z.number().int(), kept: z.number().int() }),
  ({ removed, kept }) =>
    `An import was undone: ${count(removed, "lead was", "leads were")} removed${kept > 0 ? `, ${kept.toLocaleString("en-US")} already emailed stayed` : ""}.`,
);

export const ImportFailed = defineEvent(
  "leads.import_failed",
  z.object({ importId: z.uuid(), fileName: z.string(), reason: z.string() }),
  ({ fileName, reason }) => `The import of ${fileName} stopped: ${reason} Import the same file again to finish it.`,
);

export const ImportCancelled = defineEvent(
  "leads.import_cancelled",
  z.object({ importId: z.uuid() }),
  () => "An import was cancelled.",
);
