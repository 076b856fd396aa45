"use client";

import { Card, Title } from "@mantine/core";
import { IconProgress } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { PageHeader } from "@/app/_ui/page-header";
import type { Page } from "@/app/_ui/use-pages";
import type { AgentJobDetail } from "@/lib/autopilot/jobs/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import classes from "../../approvals/_components/approvals.module.css";
import { WorkEntry } from "./work-entry";

type Props = { project: Project; firstPage: Page<AgentJobDetail> };
const isRunning = ({ state }: AgentJobDetail): boolean => state === "running";

/** The work of the company's agents: what runs now with its steps, then the last fifty that ended. */
export function WorkView({ project, firstPage }: Props) {
  const { data: jobs } = useQuery({
    queryKey: ["company", project.id, "work"],
    queryFn: ({ signal }) => api<Page<AgentJobDetail>>(`/api/projects/${project.id}/work`, { signal }),
    initialData: firstPage,
    // Steps follow each other within seconds; otherwise there is nothing new to see.
    refetchInterval: ({ state }) => (state.data?.data.some(isRunning) ? 3_000 : 30_000),
    select: (page) => page.data,
  });
  const [running, over] = [jobs.filter(isRunning), jobs.filter((job) => !isRunning(job))];
  return (
    <>
      <PageHeader
        title="Work"
        description="Everything that the company's agents do, with each step, the time it took and its cost. The newest stands first."
      />
      {jobs.length === 0 && (
        <Blank icon={<IconProgress size={26} />} title="No work yet">
          When an agent looks at the company at night, or drafts a packet of its plan, you follow it here step by step.
        </Blank>
      )}
      <WorkList project={project} title="Running now" jobs={running} />
      <WorkList project={project} title="Ended" jobs={over} />
    </>
  );
}

function WorkList({ project, title, jobs }: { project: Project; title: string; jobs: readonly AgentJobDetail[] }) {
  if (jobs.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={2} fz="h3" mt="lg" mb="sm">
        {title}
      </Title>
      <Card p={0}>
        <ul className={classes.list}>
          {jobs.map((job) => (
            <WorkEntry key={job.id} project={project} job={job} />
          ))}
        </ul>
      </Card>
    </section>
  );
}
