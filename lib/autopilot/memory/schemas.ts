import { z } from "zod";
import { ActionRule } from "@/lib/company/approvals/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";

export const MemoryKind = z.enum(["rule", "preference", "fact"]);
export type MemoryKind = z.infer<typeof MemoryKind>;

export const MemoryStatus = z.enum(["proposed", "active", "superseded", "forgotten"]);
export type MemoryStatus = z.infer<typeof MemoryStatus>;

/** From the least trusted to the most. */
export const MemoryTrust = z.enum(["third_party", "model", "founder"]);
export type MemoryTrust = z.infer<typeof MemoryTrust>;

export const MemorySource = z.object({
  type: z.enum(["person", "chat_message", "packet_field", "decision_note", "ledger", "email", "web", "file"]),
  id: z.string().max(200).nullable(),
});
export type MemorySource = z.infer<typeof MemorySource>;

/** Where a memory was given to a model: a reply, a night, a packet. */
export const MemoryUse = z.object({ where: z.enum(["reply", "night", "packet"]), id: z.string(), at: z.string() });
export type MemoryUse = z.infer<typeof MemoryUse>;

export const Memory = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    kind: MemoryKind,
    text: z.string().meta({ description: "Empty once it is forgotten." }),
    quote: z.string().nullable().meta({ description: "The words that it was taken from." }),
    source: MemorySource,
    trust: MemoryTrust.meta({ description: "The least trusted source in its lineage." }),
    status: MemoryStatus,
    rule: ActionRule.nullable().meta({
      description: "The form in which it is checked before an action is carried out; null: advice to the model only.",
    }),
    supersedes: z.uuid().nullable().meta({ description: "The memory that it replaces once it is confirmed." }),
    proposed_by: z.string().nullable(),
    decided_by: z.string().nullable(),
    valid_from: z.string().nullable(),
    valid_to: z.string().nullable(),
    uses: z.number().int(),
    used_in: z.array(MemoryUse).meta({ description: "Its latest uses, the newest last." }),
    last_used_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Memory" });
export type Memory = z.infer<typeof Memory>;

export const MemoryText = z
  .string()
  .transform((text) => text.normalize("NFC").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(3, "must have at least 3 characters").max(280, "may have at most 280 characters"))
  .meta({ description: "The memory in one sentence." });

export const MemoryRef = ProjectRef.extend({
  memoryId: z.uuid("must be a uuid").meta({ description: "The memory." }),
});
export type MemoryRef = z.infer<typeof MemoryRef>;

export const AddMemory = z.object({
  kind: MemoryKind.meta({
    description: "A `rule` is kept, a `preference` is followed where it can be, a `fact` is known.",
  }),
  text: MemoryText,
  supersedes: z.uuid("must be a uuid").optional().meta({ description: "The one active memory that it replaces." }),
});
export type AddMemory = z.infer<typeof AddMemory>;

export const EditMemory = z.object({ kind: AddMemory.shape.kind.optional(), text: MemoryText });
export type EditMemory = z.infer<typeof EditMemory>;

export const MemoryList = z
  .object({
    proposed: z.array(Memory),
    active: z.array(Memory).meta({ description: "Rules first, then preferences, then facts." }),
    superseded: z.array(Memory).meta({ description: "The latest 50." }),
    counts: z.object({
      proposed: z.number().int(),
      active: z.number().int(),
      superseded: z.number().int(),
      forgotten: z.number().int(),
    }),
    limits: z.object({ active: z.number().int(), proposals_a_day: z.number().int() }),
  })
  .meta({ id: "MemoryList" });
export type MemoryList = z.infer<typeof MemoryList>;
