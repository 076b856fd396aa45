import { Badge, Box, Code, Group, Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import type { Recurring } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import classes from "../../approvals/_components/approvals.module.css";
import { KINDS, zoneTime } from "./recurring-words";
import { RunButtons } from "./run-buttons";

/** A task in a line: its schedule in words, as an expression and in its zone, and when it runs next. */
export function RecurringEntry({ project, task }: { project: Project; task: Recurring }) {
  return (
    <li className={classes.entry}>
      <div className={classes.body}>
        <Group justify="space-between" gap="xs" align="flex-start">
          <Link href={`/companies/${project.id}/recurring/${task.id}`} className="plain-link">
            <Text component="span" fw={600}>
              {task.title}
            </Text>
          </Link>
          <EnabledBadge enabled={task.enabled} />
        </Group>
        <Text size="sm" mt={2}>
          {task.words} <Code>{task.cron_expr}</Code>
        </Text>
        <Text size="xs" c="dimmed" mt={2}>
          {KINDS[task.job_type]} · {task.timezone}
        </Text>
        <Text size="sm" mt={2}>
          {task.next_run_at ? `Next: ${zoneTime(task.next_run_at, task.timezone)}` : (task.paused_why ?? "Paused.")}
        </Text>
        <Box mt="xs">
          <RunButtons project={project} task={task} />
        </Box>
      </div>
    </li>
  );
}

export const EnabledBadge = ({ enabled }: { enabled: boolean }) => (
  <Badge variant="light" color={enabled ? "green" : "gray"}>
    {enabled ? "On" : "Paused"}
  </Badge>
);
