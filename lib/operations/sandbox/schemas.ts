import { z } from "zod";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";

/** The workflows that a test can start; the others begin with a message that arrives. */
export const SANDBOX_WORKFLOWS = ["email_1", "email_2", "email_3", "email_preparation", "research_report"] as const;
export const SandboxWorkflow = z
  .enum(SANDBOX_WORKFLOWS)
  .meta({ description: "Which of the campaign's workflows to run." });
export type SandboxWorkflow = z.infer<typeof SandboxWorkflow>;

const field = (description: string) => z.string().trim().max(200).default("").meta({ description });
export const TestLead = z.object({
  first_name: field("First name."),
  last_name: field("Last name."),
  company: field("The company they work for."),
  title: field("Their role there."),
  website: field("The company's website."),
});
export type TestLead = z.infer<typeof TestLead>;

export const StartTestRun = z.object({
  campaign_id: CampaignRef.shape.campaignId,
  workflow: SandboxWorkflow.default("email_1"),
  test_email: z
    .email("must be an email address")
    .optional()
    .meta({ description: "Your own address; a test goes nowhere else." }),
  test_lead_data: TestLead.prefault({}).meta({ description: "The person that the test pretends to write to." }),
});
export type StartTestRun = z.infer<typeof StartTestRun>;

export const StartedTestRun = z.object({
  execution_id: z.string().meta({ description: "The engine's id of the execution." }),
  stream_url: z.string().meta({ description: "Where its events can be followed as they happen." }),
  test_run_id: z.uuid().meta({ description: "The run." }),
});
export type StartedTestRun = z.infer<typeof StartedTestRun>;

export const Drawing = z.object({
  name: z.string(),
  nodes: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      position: z.tuple([z.number(), z.number()]),
      disabled: z.boolean(),
    }),
  ),
  connections: z.array(z.object({ from: z.string(), to: z.string(), output: z.number().int() })),
});
export type Drawing = z.infer<typeof Drawing>;

export const RunStatus = z.enum(["pending", "running", "completed", "failed"]);
export const NodeResult = z.object({
  name: z.string(),
  runs: z.number().int().meta({ description: "How often it ran." }),
  items: z.number().int().meta({ description: "How many items it gave." }),
  duration_ms: z.number(),
  error: z.string().nullable(),
  sample: z.string().nullable().meta({ description: "The first item, without secrets and with addresses masked." }),
});
export type NodeResult = z.infer<typeof NodeResult>;

/** The results of a run; the texts are those for the test person. */
export const RunResult = z.object({
  email: z
    .object({ status: z.string(), response: z.string().nullable(), subject: z.string() })
    .optional()
    .meta({ description: "The email that was handed to the mail server." }),
  drafts: z
    .array(z.object({ step: z.number().int(), subject: z.string(), body: z.string() }))
    .optional()
    .meta({ description: "The emails of the model for the test person." }),
  research: z.string().optional().meta({ description: "The note about the test person." }),
  model_calls: z.number().int().optional().meta({ description: "How often the model was asked." }),
  nodes: z.array(NodeResult).optional(),
});
export type RunResult = z.infer<typeof RunResult>;

export const TestRun = z
  .object({
    id: z.uuid(),
    campaign_id: z.uuid(),
    workflow: SandboxWorkflow,
    name: z.string().meta({ description: "The workflow's name." }),
    execution_id: z.string().nullable(),
    status: RunStatus,
    test_email: z.string(),
    error: z.string().nullable().meta({ description: "Why it failed." }),
    created_at: z.string(),
    started_at: z.string().nullable(),
    completed_at: z.string().nullable(),
  })
  .meta({ id: "TestRun" });
export type TestRun = z.infer<typeof TestRun>;

export const RunEvent = z.object({
  position: z.string().meta({ description: "Grows within a run." }),
  event_type: z.enum(["node_start", "node_complete", "node_error", "complete", "error"]),
  node_name: z.string().nullable(),
  node_type: z.string().nullable(),
  data: z.object({ message: z.string().optional() }),
  occurred_at: z.string(),
});
export type RunEvent = z.infer<typeof RunEvent>;

export const TestRunDetails = TestRun.extend({
  drawing: Drawing,
  events: z.array(RunEvent),
  result: RunResult,
}).meta({ id: "TestRunDetails" });
export type TestRunDetails = z.infer<typeof TestRunDetails>;

export const ExecutionRef = z.object({
  executionId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, "is not the id of an execution")
    .meta({ description: "The execution's id, or the run's." }),
});
export type ExecutionRef = z.infer<typeof ExecutionRef>;
export const RunRef = z.object({ runId: z.uuid("must be a uuid").meta({ description: "The sandbox run." }) });
export type RunRef = z.infer<typeof RunRef>;

export const ListTestRuns = z.object({
  campaign_id: CampaignRef.shape.campaignId.optional().meta({ description: "Only runs of this campaign." }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(20).meta({ description: "The most items to return." }),
});
export type ListTestRuns = z.infer<typeof ListTestRuns>;
