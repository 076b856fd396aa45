import type { AgentJob } from "./schemas";

type About = Pick<AgentJob, "job_type" | "agent_key" | "title"> & { job_id: string; links: AgentJob["links"] };

/** The fields that each ledger line about the work of an agent has. */
export const aboutJob = ({ id, job_type, agent_key, title, links }: AgentJob): About => ({
  job_id: id,
  job_type,
  agent_key,
  title,
  links: [{ rel: "job", id }, ...links],
});
