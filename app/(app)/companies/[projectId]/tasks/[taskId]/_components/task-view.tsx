"use client";

import { Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApprovalStateBadge, VerdictBadge } from "@/app/_ui/approval-state";
import { api } from "@/app/_ui/api-client";
import { Fact, Facts } from "@/app/_ui/facts";
import { Link } from "@/app/_ui/link";
import { notifyFailure } from "@/app/_ui/notify";
import { ORIGIN_WORDS } from "@/app/_ui/origin-words";
import { PageHeader } from "@/app/_ui/page-header";
import { RecommendationLink } from "@/app/_ui/recommendation-link";
import { TaskStateBadge } from "@/app/_ui/task-state";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { TaskDetail } from "@/lib/company/receipts/schemas";
import type { ChangeTask, TaskState } from "@/lib/company/tasks/schemas";

type Move = { to: ChangeTask["state"]; label: string };
const MOVES: Partial<Record<TaskState, readonly Move[]>> = {
  proposed: [
    { to: "dismissed", label: "Dismiss" },
    { to: "accepted", label: "Accept" },
  ],
  accepted: [
    { to: "dismissed", label: "Dismiss" },
    { to: "running", label: "Start" },
    { to: "finished", label: "The work is over" },
  ],
  running: [
    { to: "dismissed", label: "Dismiss" },
    { to: "finished", label: "The work is over" },
  ],
  needs_you: [
    { to: "dismissed", label: "Dismiss" },
    { to: "finished", label: "Check again" },
  ],
  failed: [
    { to: "dismissed", label: "Dismiss" },
    { to: "finished", label: "Check again" },
  ],
};

/** One task: where it stands, what proves it, and the actions that belong to it. */
export function TaskView({ project, first }: { project: Project; first: TaskDetail }) {
  const queries = useQueryClient();
  const queryKey = ["company", project.id, "task", first.id];
  const query = { workspace_id: project.workspace_id };
  const { data: task } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<TaskDetail>(`/api/tasks/${first.id}`, { query, signal }),
    initialData: first,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 2_000 : false),
  });
  const move = useMutation({
    mutationFn: (state: Move["to"]) => api(`/api/tasks/${first.id}`, { method: "PATCH", json: { ...query, state } }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
    onError: (error) => notifyFailure("The task stays as it is", error),
  });
  const moves = MOVES[task.state] ?? [];
  return (
    <>
      <PageHeader
        back={{ href: `/companies/${project.id}/tasks`, label: "Tasks" }}
        title={task.title}
        description={<TaskStateBadge state={task.state} />}
        actions={moves.map(({ to, label }, index) => (
          <Button
            key={to}
            variant={index === moves.length - 1 ? "filled" : "default"}
            loading={move.isPending && move.variables === to}
            disabled={move.isPending}
            onClick={() => move.mutate(to)}
          >
            {label}
          </Button>
        ))}
      />
      <Stack>
        <Card>
          {task.description && (
            <Text size="sm" mb="md" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {task.description}
            </Text>
          )}
          <Facts>
            <Fact name="Why">{task.why ?? "Nothing happened yet."}</Fact>
            <Fact name="Proposed by">{ORIGIN_WORDS[task.origin]}</Fact>
            {task.recommendation_id && (
              <Fact name="From">
                <RecommendationLink projectId={project.id} id={task.recommendation_id} />
              </Fact>
            )}
            <Fact name="Proof">{proofOf(task)}</Fact>
            <Fact name="Created">
              <When iso={task.created_at} />
            </Fact>
          </Facts>
        </Card>
        <Evidence project={project} task={task} />
      </Stack>
    </>
  );
}

function proofOf({ contract, approvals }: TaskDetail): string {
  if (contract) return `${String(contract["url"])} must contain “${String(contract["marker"])}”`;
  return approvals.length > 0 ? "The receipts of its actions" : "None: it can end, and is never called done";
}

function Evidence({ project, task: { approvals, receipts } }: { project: Project; task: TaskDetail }) {
  if (approvals.length + receipts.length === 0) return null;
  const base = `/companies/${project.id}`;
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        Actions and receipts
      </Title>
      <Stack gap="xs">
        {approvals.map(({ id, title, state }) => (
          <Group key={id} justify="space-between">
            <Link href={`${base}/approvals/${id}`} className="plain-link">
              <Anchor component="span" size="sm">
                {title}
              </Anchor>
            </Link>
            <ApprovalStateBadge state={state} />
          </Group>
        ))}
        {receipts.map(({ id, verdict, words, created_at }) => (
          <Group key={id} justify="space-between">
            <Link href={`${base}/receipts/${id}`} className="plain-link">
              <Anchor component="span" size="sm">
                Receipt, <When iso={created_at} />
                {words ? `: ${words}` : ""}
              </Anchor>
            </Link>
            <VerdictBadge verdict={verdict} />
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
