import { z } from "zod";
import { JsonObject } from "@/lib/company/approvals/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { Kpis } from "@/lib/metering/metrics/schemas";

export const RunState = z.enum(["running", "done", "nothing_new", "failed"]);
export type RunState = z.infer<typeof RunState>;
export const RunStep = z.enum(["started", "facts", "ranked", "worded", "stored"]);
export type RunStep = z.infer<typeof RunStep>;
export const ShiftMode = z.enum(["shadow", "live"]).meta({
  description: "`shadow`: recommendations only, nothing is staged. `live`: accepting one may stage an action.",
});
export type ShiftMode = z.infer<typeof ShiftMode>;
export const Cadence = z.enum(["daily", "weekly", "off"]).meta({ description: "How often the report is emailed." });
const refs = z
  .array(z.string())
  .meta({ description: "The rows that it rests on: `e:` a line of the ledger, `a:` a proposal, `r:` a receipt …" });

export const ReportLine = z.object({ text: z.string(), refs });
export type ReportLine = z.infer<typeof ReportLine>;
export const ReportNumber = z.object({
  label: z.string(),
  value: z.string().meta({ description: "“not measured” where no event of its kind was ever seen." }),
  before: z.string().nullable().meta({ description: "The same number of the days before." }),
  refs,
});
export type ReportNumber = z.infer<typeof ReportNumber>;

export const Report = z.object({
  headline: z.string(),
  happened: z.array(ReportLine).meta({ description: "Only what a check has verified." }),
  numbers: z.array(ReportNumber),
  not_true: z.array(ReportLine).meta({ description: "Claimed, and not true or not known." }),
  tonight: z.string(),
  facts_only: z.string().nullable().meta({ description: "Why only rules wrote it; null when a model took part." }),
  removed_sentences: z.number().int().meta({ description: "Sentences of a model without a source." }),
  answered_by: z.string().nullable().meta({ description: "The model that took part." }),
});
export type Report = z.infer<typeof Report>;

export const NightRun = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    night: z.number().int().meta({ description: "Counts the nights of the company." }),
    local_date: z.string(),
    trigger: z.enum(["schedule", "founder"]),
    state: RunState,
    mode: ShiftMode,
    step: RunStep.meta({ description: "The last step that is done." }),
    why: z.string().nullable(),
    position: z.number().int().meta({ description: "The newest line of the ledger that it saw." }),
    ranking_hash: z.string().nullable(),
    kpi_sha256: z.string().nullable(),
    model_calls: z.number().int(),
    cost_usd: z.number(),
    emails: z.number().int().meta({ description: "Emails of the report that were sent." }),
    report: Report.nullable(),
    started_at: z.string(),
    finished_at: z.string().nullable(),
  })
  .meta({ id: "NightRun" });
export type NightRun = z.infer<typeof NightRun>;

export const Band = z.enum(["low", "medium", "high"]);
export const Outcome = z.enum(["hit", "miss", "unmeasurable"]);
export type Outcome = z.infer<typeof Outcome>;
export const RecommendationState = z.enum(["open", "accepted", "dismissed", "gone"]);
export type RecommendationState = z.infer<typeof RecommendationState>;

export const Recommendation = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    run_id: z.uuid(),
    key: z.string().meta({ description: "The same for the same matter, night after night." }),
    kind: z.string(),
    origin: z.enum(["rule", "model"]),
    rank: z.number().int(),
    title: z.string(),
    why: z.string(),
    action_draft: JsonObject.nullable().meta({ description: "The action that accepting it stages." }),
    metric: z.string(),
    horizon: z.number().int().meta({ description: "Days after which its effect is expected." }),
    effect_low: z.number(),
    effect_high: z.number(),
    p: z.number().meta({ description: "The chance that it helps, from the first guess and the track record." }),
    band: Band,
    track_hits: z.number().int(),
    track_count: z.number().int().meta({ description: "Below 5 it is no track record." }),
    cost_cents: z.number().int(),
    minutes: z.number().int(),
    reversible: z.boolean(),
    score: z.number(),
    components: z.object({
      p: z.number(),
      value: z.number(),
      gain: z.number(),
      cost: z.number(),
      irreversibility: z.number(),
    }),
    evidence: refs,
    mode: ShiftMode,
    state: RecommendationState,
    reason: z.string().nullable(),
    decided_at: z.string().nullable(),
    task_id: z.uuid().nullable(),
    approval_id: z.uuid().nullable(),
    baseline: z.number().nullable(),
    value_7: z.number().nullable(),
    outcome_7: Outcome.nullable(),
    value_30: z.number().nullable(),
    outcome_30: Outcome.nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Recommendation" });
export type Recommendation = z.infer<typeof Recommendation>;

export const Settings = z.object({
  mode: ShiftMode,
  mode_chosen: z.boolean().meta({ description: "False while the mode follows the nights and decisions by itself." }),
  hour: z.string().meta({ description: "When the report is emailed, `HH:MM` in the workspace's time zone." }),
  cadence: Cadence,
});
export type Settings = z.infer<typeof Settings>;

export const SaveSettings = z.object({
  mode: ShiftMode.nullable().optional().meta({ description: "null: shadow for 7 nights or 10 decisions, then live." }),
  hour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 07:30")
    .optional()
    .meta({ description: "When the report is emailed, `HH:MM` in the workspace's time zone." }),
  cadence: Cadence.optional().meta({ description: "How often the report is emailed: `daily`, `weekly` or `off`." }),
});
export type SaveSettings = z.infer<typeof SaveSettings>;

export const Calibration = z.object({
  count: z.number().int().meta({ description: "Scored recommendations that were carried out." }),
  brier: z.number().nullable().meta({ description: "Mean squared error of the chances; null below 30." }),
  buckets: z.array(z.object({ from: z.number(), count: z.number().int(), expected: z.number(), hits: z.number() })),
  moved_anyway: z.object({ count: z.number().int(), of: z.number().int() }).meta({
    description: "Recommendations that were not carried out, and whose metric moved all the same.",
  }),
});
export type Calibration = z.infer<typeof Calibration>;

export const Shadow = z.object({
  nights: z.number().int(),
  nights_needed: z.number().int(),
  decided: z.number().int(),
  decided_needed: z.number().int(),
  agreed: z.number().int(),
  did_other: z.number().int(),
  did_nothing: z.number().int(),
  precision: z.number().nullable().meta({ description: "The share that the founder agreed with; null without any." }),
});
export type Shadow = z.infer<typeof Shadow>;

export const Latest = z
  .object({
    run: NightRun.nullable().meta({ description: "The newest run that ended with a report or with nothing new." }),
    report_run: NightRun.nullable().meta({ description: "The newest run that wrote a report." }),
    running: NightRun.nullable(),
    recommendations: z.array(Recommendation).meta({ description: "Those of the newest report, the best first." }),
    history: z.array(NightRun.omit({ report: true }).extend({ recommendations: z.number().int() })),
    kpis: Kpis,
    calibration: Calibration,
    shadow: Shadow,
    settings: Settings,
    next_at: z.string().nullable().meta({ description: "When the next night begins." }),
  })
  .meta({ id: "NightshiftLatest" });
export type Latest = z.infer<typeof Latest>;

export const RecommendationRef = ProjectRef.extend({
  recommendationId: z.uuid("must be a uuid").meta({ description: "The recommendation." }),
});
export type RecommendationRef = z.infer<typeof RecommendationRef>;

export const DismissRecommendation = z.object({
  reason: z
    .string()
    .trim()
    .min(1, "is required")
    .max(1000, "may have at most 1,000 characters")
    .meta({ description: "Why not; the same is not recommended again for 90 days." }),
});
export type DismissRecommendation = z.infer<typeof DismissRecommendation>;
