import { z } from "zod";

export const ContextPurpose = z
  .enum(["chat", "nightshift", "packet", "reply"])
  .meta({ description: "The work that the context is for; it decides the budget and which sections belong in it." });
export type ContextPurpose = z.infer<typeof ContextPurpose>;

/** The source of a line; of several the least trusted counts. */
export const Trust = z.enum(["system", "founder", "model", "third_party"]);
export type Trust = z.infer<typeof Trust>;

export const ContextItem = z.object({
  text: z.string().meta({ description: "One line; words of third parties stand in marks." }),
  refs: z
    .array(z.string())
    .meta({ description: "Rows it comes from: `e:` ledger position, `t:` task, `a:` approval …" }),
  trust: Trust,
});
export type ContextItem = z.infer<typeof ContextItem>;

export const ContextSection = z.object({
  key: z.string(),
  title: z.string(),
  items: z.array(ContextItem),
  tokens: z.number().int().meta({ description: "The estimate for its lines: bytes / 2.5, rounded up." }),
  dropped: z.number().int().meta({ description: "Items of the section that did not fit." }),
});
export type ContextSection = z.infer<typeof ContextSection>;

export const CompanyContext = z
  .object({
    purpose: ContextPurpose,
    as_of: z.object({
      position: z.string().meta({ description: "The last line of the ledger that it saw." }),
      at: z.string().meta({ description: "The hour it was made in; windows of days end there." }),
    }),
    budget: z.number().int().meta({ description: "The most tokens that it may hold." }),
    sections: z.array(ContextSection),
    text: z.string().meta({ description: "The sections as the model reads them." }),
    tokens: z.number().int(),
    dropped: z.number().int(),
    hash: z.string().meta({ description: "SHA-256 of the text; a reply names the context that it saw by it." }),
  })
  .meta({ id: "CompanyContext" });
export type CompanyContext = z.infer<typeof CompanyContext>;

/** A turn of the chat, oldest first, as the chat hands it over. */
export type ContextTurn = { role: "user" | "assistant"; text: string; ref: string };

export type ContextRequest = {
  projectId: string;
  purpose: ContextPurpose;
  /** Tokens; without it the purpose's own. */
  budget?: number;
  conversation?: readonly ContextTurn[];
};

export const GetContextQuery = z.object({
  purpose: ContextPurpose.default("chat").meta({ description: "The part of the product whose model is told this." }),
  budget: z.coerce
    .number()
    .int()
    .min(2_000)
    .max(100_000)
    .optional()
    .meta({ description: "The most tokens; without it the purpose's own." }),
  snapshot: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be a hash of 64 hex digits")
    .optional()
    .meta({ description: "The `context_hash` of a reply: answers the context that it was written from." }),
});
export type GetContextQuery = z.infer<typeof GetContextQuery>;
