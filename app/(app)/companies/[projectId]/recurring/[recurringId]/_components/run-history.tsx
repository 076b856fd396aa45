"use client";

import { Badge, Card, Group, Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { MoreRows } from "@/app/_ui/more-rows";
import { usePages, type Page } from "@/app/_ui/use-pages";
import type { Recurring, RecurringRun } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import classes from "../../../approvals/_components/approvals.module.css";
import { lateness, RUN_STATES, zoneTime } from "../../_components/recurring-words";

type Props = { project: Project; task: Recurring; firstPage: Page<RecurringRun> };

/** Each time with its result, the newest first. */
export function RunHistory({ project, task, firstPage }: Props) {
  const path = `/api/projects/${project.id}/recurring-tasks/${task.id}/runs`;
  const pages = usePages<RecurringRun>(path, { limit: "25" }, firstPage);
  if (pages.rows.length === 0) return <Text c="dimmed">It has not run yet.</Text>;
  return (
    <>
      <Card p={0}>
        <ul className={classes.list} aria-label="Runs">
          {pages.rows.map((run) => (
            <Run key={run.id} project={project} zone={task.timezone} run={run} />
          ))}
        </ul>
      </Card>
      <MoreRows pages={pages} title="Further runs could not be loaded" />
    </>
  );
}

function Run({ project, zone, run }: { project: Project; zone: string; run: RecurringRun }) {
  const { label, color } = RUN_STATES[run.state];
  const approval = run.result?.links.find(({ rel }) => rel === "approval");
  const report = run.result?.links.find(({ rel }) => rel === "asset");
  const late = run.lateness_seconds !== null && run.trigger === "schedule" ? run.lateness_seconds : null;
  return (
    <li className={classes.entry}>
      <div className={classes.body}>
        <Group justify="space-between" gap="xs">
          <Text component="span" size="sm" fw={600}>
            {zoneTime(run.scheduled_for, zone)}
            {run.trigger === "manual" && " · by hand"}
          </Text>
          <Badge variant="light" color={color}>
            {label}
          </Badge>
        </Group>
        {(run.result?.summary ?? run.why) && (
          <Text size="sm" mt={2}>
            {[run.result?.summary, run.why].filter(Boolean).join(" ")}
          </Text>
        )}
        <Text size="xs" c="dimmed" mt={2}>
          {[
            late !== null && `began ${lateness(late)} after its time`,
            run.collapsed > 1 && `stands for ${run.collapsed} times`,
            run.cost_cents > 0 && `cost $${(run.cost_cents / 100).toFixed(2)}`,
          ]
            .filter(Boolean)
            .join(" · ")}
          {approval && (
            <>
              {" "}
              <Link href={`/companies/${project.id}/approvals/${approval.id}`}>Open the proposal</Link>
            </>
          )}
          {report && (
            <>
              {" "}
              <Link href={`/companies/${project.id}/files`}>Open the files</Link>
            </>
          )}
        </Text>
      </div>
    </li>
  );
}
