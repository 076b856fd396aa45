import { z } from "zod";
import { ProjectRef } from "@/lib/company/projects/schemas";

export const PHASES = [0, 1, 2, 3] as const;
export type Phase = (typeof PHASES)[number];
export const PHASE_TITLES: Record<Phase, string> = { 0: "Brief", 1: "Validation", 2: "Distribution", 3: "Launch" };

/** The source of a value; a number needs one of the first three. */
export const FieldSource = z.enum(["founder", "ledger", "web", "model"]);
export type FieldSource = z.infer<typeof FieldSource>;

export const PlainValue = z.union([
  z.string().max(1000, "may have at most 1,000 characters"),
  z.number(),
  z.array(z.string().max(300, "may have at most 300 characters")).max(10, "may have at most 10 entries"),
]);
export type PlainValue = z.infer<typeof PlainValue>;

export const FieldValue = z.object({
  value: PlainValue,
  source: FieldSource,
  refs: z.array(z.string().max(300)).max(20).meta({ description: "Rows or pages that it comes from." }),
  confidence: z.enum(["low", "medium", "high"]),
  edited_by: z.string().nullable().meta({ description: "The member who wrote it; drafting anew never replaces it." }),
});
export type FieldValue = z.infer<typeof FieldValue>;
export type Fields = Record<string, FieldValue>;

export const Unknown = z.object({
  field: z.string(),
  why: z.string(),
  how_to_learn: z.string().meta({ description: "The question or the test that would answer it." }),
});
export type Unknown = z.infer<typeof Unknown>;

export const Metric = z.enum(["conversion", "payment_rate", "reply_rate"]);
export type Metric = z.infer<typeof Metric>;

export const Hypothesis = z.object({
  key: z.string(),
  statement: z.string(),
  test: z.string(),
  metric: Metric.meta({ description: "The measured share that decides it." }),
  n_min: z.number().int().meta({ description: "Below so many cases nothing is judged." }),
  pass: z.number().meta({ description: "Passed at this share or more." }),
  fail: z.number().meta({ description: "Failed below this share." }),
  state: z.enum(["untested", "running", "passed", "failed", "inconclusive"]),
  n: z.number().int(),
  share: z.number().nullable(),
  evidence: z.array(z.string()).meta({ description: "The events that it was judged by." }),
  judged_at: z.string().nullable(),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

export const Packet = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    phase: z.number().int(),
    version: z.number().int(),
    status: z.enum(["draft", "accepted", "superseded"]),
    synopsis: z.string(),
    fields: z.record(z.string(), FieldValue).meta({ description: "By key; a field without a value is an unknown." }),
    unknowns: z.array(Unknown),
    hypotheses: z.array(Hypothesis).meta({ description: "Of the validation: judged by measured numbers alone." }),
    origin: z.enum(["founder", "planner"]),
    answered_by: z.string().nullable().meta({ description: "The model that drafted it." }),
    as_of: z.string().nullable().meta({ description: "The ledger position that the draft saw." }),
    context_hash: z.string().nullable(),
    accepted_by: z.string().nullable(),
    accepted_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Packet" });
export type Packet = z.infer<typeof Packet>;

export const Generation = z
  .object({
    phase: z.number().int(),
    state: z.enum(["queued", "reading", "writing", "checking", "done", "failed"]),
    words: z.string().nullable(),
    changed_at: z.string(),
  })
  .meta({ id: "PacketGeneration" });
export type Generation = z.infer<typeof Generation>;

export const FieldDiff = z.object({
  field: z.string(),
  before: PlainValue.nullable(),
  after: PlainValue.nullable(),
});
export type FieldDiff = z.infer<typeof FieldDiff>;

export const LaunchCheck = z.object({
  item: z.string(),
  label: z.string(),
  state: z.enum(["green", "red", "unknown"]).meta({ description: "`unknown`: no look within 24 hours." }),
  words: z.string(),
  checked_at: z.string().nullable(),
});
export type LaunchCheck = z.infer<typeof LaunchCheck>;

export const Plan = z
  .object({
    data: z.array(
      z.object({
        phase: z.number().int(),
        title: z.string(),
        labels: z.record(z.string(), z.string()).meta({ description: "The name of each field." }),
        newest: Packet.nullable(),
        accepted_version: z.number().int().nullable(),
        diff: z.array(FieldDiff).meta({ description: "The newest version against the one before it." }),
        weakened_by: z
          .array(z.object({ field: z.string(), unknown: z.string() }))
          .meta({ description: "Unknowns of the phase before, and the field that each of them weakens." }),
        generation: Generation.nullable(),
      }),
    ),
    questions: z.array(z.string()).meta({ description: "Questions to the founder that would answer the most." }),
    checks: z.array(LaunchCheck),
  })
  .meta({ id: "Plan" });
export type Plan = z.infer<typeof Plan>;

/** The goal of an accepted brief, with the number of ours that its words name. */
export type Goal = {
  packet_id: string;
  metric: string;
  from: number;
  target: number;
  deadline: string | null;
  begun_on: string | null;
  /** The number that is counted, in words; null where none of ours is meant. */
  measured: string | null;
  /** Null where nothing of its kind was ever counted. */
  value: number | null;
};

export const PhaseRef = ProjectRef.extend({
  packet: z.coerce.number("must be 0 to 3").int().min(0, "must be 0 to 3").max(3, "must be 0 to 3").meta({
    description: "0 brief, 1 validation, 2 distribution, 3 launch.",
  }),
});
export type PhaseRef = z.infer<typeof PhaseRef>;

export const PacketRef = ProjectRef.extend({
  packet: z.uuid("must be a uuid").meta({ description: "The packet's version." }),
});
export type PacketRef = z.infer<typeof PacketRef>;

const Version = z
  .number()
  .int()
  .positive()
  .meta({ description: "The version that was read; any other is answered 409." });
export const EditPacket = z.object({
  version: Version,
  field: z.string().max(60).meta({ description: "The key of the field." }),
  value: PlainValue.nullable().meta({ description: "The founder's value; null makes it an unknown." }),
});
export type EditPacket = z.infer<typeof EditPacket>;
export const AcceptPacket = z.object({ version: Version });
export type AcceptPacket = z.infer<typeof AcceptPacket>;

export const CampaignFromPlan = z.object({ id: z.uuid(), name: z.string() }).meta({ id: "CampaignFromPlan" });
export type CampaignFromPlan = z.infer<typeof CampaignFromPlan>;

export const LaunchChecks = z.object({ data: z.array(LaunchCheck) }).meta({ id: "LaunchChecks" });
export type LaunchChecks = z.infer<typeof LaunchChecks>;
