import { z } from "zod";
import { ProjectRef } from "@/lib/company/projects/schemas";

export const AgentJobState = z.enum(["running", "finished", "failed"]);
export type AgentJobState = z.infer<typeof AgentJobState>;

const Link = z.object({ rel: z.string(), id: z.string() });

export const AgentJob = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    job_type: z.string().meta({ description: "The kind of work: `nightshift.cycle_project`, …" }),
    agent_key: z.string().meta({ description: "The mind that does it." }),
    title: z.string(),
    state: AgentJobState,
    summary: z.string().nullable().meta({ description: "How it ended, in a sentence." }),
    links: z.array(Link),
    cost_cents: z.number(),
    started_at: z.string(),
    noted_at: z.string().meta({ description: "The time of its last step." }),
    finished_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "AgentJob" });
export type AgentJob = z.infer<typeof AgentJob>;

export const AgentJobEvent = z
  .object({
    id: z.uuid(),
    kind: z.enum(["status", "step", "artifact"]),
    message: z.string(),
    data: z.record(z.string(), z.unknown()),
    created_at: z.string(),
  })
  .meta({ id: "AgentJobEvent" });
export type AgentJobEvent = z.infer<typeof AgentJobEvent>;

export const AgentJobDetail = AgentJob.extend({
  events: z.array(AgentJobEvent).meta({ description: "In the order in which they happened." }),
}).meta({ id: "AgentJobDetail" });
export type AgentJobDetail = z.infer<typeof AgentJobDetail>;

export const AgentJobRef = z.object({ jobId: z.uuid("must be a uuid").meta({ description: "The work of an agent." }) });
export type AgentJobRef = z.infer<typeof AgentJobRef>;
/** As the path of its routes names it. */
export const AgentJobOfProject = ProjectRef.extend(AgentJobRef.shape);

export const ListAgentJobsQuery = z.object({
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListAgentJobsQuery = z.infer<typeof ListAgentJobsQuery>;

/** The work of an agent as it begins. The same key is the same work, taken up again. */
export type NewAgentJob = {
  projectId: string;
  key: string;
  jobType: string;
  agent: "night_shift" | "planner" | "chat";
  title: string;
  links?: { rel: string; id: string }[];
};
