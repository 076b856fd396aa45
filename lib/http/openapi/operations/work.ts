import { z } from "zod";
import { AgentJobDetail, AgentJobOfProject, ListAgentJobsQuery } from "@/lib/autopilot/jobs/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import type { Operation } from "../operation";

const JobPage = z
  .object({ data: z.array(AgentJobDetail), next_cursor: z.string().nullable() })
  .meta({ id: "AgentJobPage" });
const common = { method: "GET", tag: "Recurring tasks", who: "member_of_project", status: 200 } as const;

export const WORK_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    path: "/api/projects/[projectId]/work",
    summary: "List the work of agents",
    notes: "Newest first. The steps of work that runs now stand with it.",
    input: { params: ProjectRef, query: ListAgentJobsQuery },
    answer: JobPage,
    permission: "tasks.read",
    examples: () => ({ all: { summary: "The newest", answer: { data: [], next_cursor: null } } }),
  },
  {
    ...common,
    path: "/api/projects/[projectId]/work/[jobId]",
    summary: "Read the work of an agent",
    notes: "With each of its steps.",
    input: { params: AgentJobOfProject },
    answer: AgentJobDetail,
    permission: "tasks.read",
    refusals: { 404: "job.not_found" },
    examples: () => ({ one: { summary: "One piece of work" } }),
  },
];
