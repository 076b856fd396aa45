import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";
import { AgentJobState } from "./schemas";
import { Unnamed } from "@/lib/platform/unnamed";

const About = z.object({
  job_id: z.uuid(),
  job_type: z.string(),
  agent_key: z.string(),
  title: Unnamed,
  links: z.array(z.object({ rel: z.string(), id: z.string() })),
});

export const JobStatus = defineEvent(
  "job.status",
  About.extend({ status: AgentJobState, summary: Unnamed.nullable() }),
  ({ title, status, summary }) => `“${title}” ${WORDS[status]}${summary === null ? "" : `: ${summary}`}`,
);
const WORDS = { running: "has begun", finished: "is finished", failed: "failed" } as const;

export const JobArtifact = defineEvent(
  "job.artifact",
  About.extend({ artifact: z.object({ kind: z.string(), id: z.string(), title: Unnamed }) }),
  ({ title, artifact }) => `“${title}” made: ${artifact.title}`,
);
