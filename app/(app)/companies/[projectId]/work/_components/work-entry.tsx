import { Badge, Button, Group, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, sentenceOf } from "@/app/_ui/api-client";
import { When } from "@/app/_ui/when";
import type { AgentJobDetail, AgentJobEvent, AgentJobState } from "@/lib/autopilot/jobs/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import classes from "../../approvals/_components/approvals.module.css";

const STATES: Record<AgentJobState, { label: string; color: string }> = {
  running: { label: "Running", color: "blue" },
  finished: { label: "Finished", color: "green" },
  failed: { label: "Failed", color: "red" },
};
const AGENTS: Record<string, string> = { night_shift: "Night shift", planner: "Planner", chat: "Chat" };

function duration({ started_at, finished_at, noted_at }: AgentJobDetail): string {
  const seconds = Math.round((Date.parse(finished_at ?? noted_at) - Date.parse(started_at)) / 1000);
  return seconds < 60 ? `${Math.max(seconds, 0)} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const cost = (cents: number): string => (cents === 0 ? "no cost" : `$${(cents / 100).toFixed(cents < 1 ? 4 : 2)}`);

/** One piece of work: how far it is or how it ended, its duration and cost; its steps on request, those of running work at once. */
export function WorkEntry({ project, job }: { project: Project; job: AgentJobDetail }) {
  const [opened, setOpened] = useState(false);
  const { label, color } = STATES[job.state];
  const isRunning = job.state === "running";
  return (
    <li className={classes.entry}>
      <div className={classes.body}>
        <Group justify="space-between" gap="xs" align="flex-start">
          <Text component="span" fw={600}>
            {job.title}
          </Text>
          <Badge variant="light" color={color}>
            {label}
          </Badge>
        </Group>
        {job.summary && (
          <Text size="sm" mt={2}>
            {job.summary}
          </Text>
        )}
        <Text size="xs" c="dimmed" mt={2}>
          {AGENTS[job.agent_key] ?? job.agent_key} · <When iso={job.started_at} /> · {duration(job)} ·{" "}
          {cost(job.cost_cents)}
        </Text>
        {isRunning && <Steps events={job.events} />}
        {!isRunning && (
          <Button size="compact-xs" variant="subtle" mt="xs" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {opened ? "Hide its steps" : "Show its steps"}
          </Button>
        )}
        {!isRunning && opened && <StepsOf project={project} jobId={job.id} />}
      </div>
    </li>
  );
}

function StepsOf({ project, jobId }: { project: Project; jobId: string }) {
  const job = useQuery({
    queryKey: ["company", project.id, "work", jobId],
    queryFn: ({ signal }) => api<AgentJobDetail>(`/api/projects/${project.id}/work/${jobId}`, { signal }),
  });
  if (job.error)
    return (
      <Text size="sm" c="red" role="alert">
        {sentenceOf(job.error)}
      </Text>
    );
  return <Steps events={job.data?.events ?? []} />;
}

const Steps = ({ events }: { events: readonly AgentJobEvent[] }) => (
  <Timeline mt="sm" bulletSize={12} lineWidth={2} active={events.length}>
    {events.map(({ id, kind, message, created_at }) => (
      <Timeline.Item key={id}>
        <Text size="sm" fw={kind === "artifact" ? 600 : undefined}>
          {message}
        </Text>
        <Text size="xs" c="dimmed">
          <When iso={created_at} />
        </Text>
      </Timeline.Item>
    ))}
  </Timeline>
);
