"use client";

import { Button, Card, Code, Group, Stack, Text, Title } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { CopyBlock } from "@/app/_ui/copy-block";
import { PageHeader } from "@/app/_ui/page-header";
import type { RecurringDetail as Detail, RecurringRun } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import type { Page } from "@/app/_ui/use-pages";
import { EnabledBadge } from "../../_components/recurring-entry";
import { KINDS, OVERLAPS, POLICIES } from "../../_components/recurring-words";
import { RunButtons } from "../../_components/run-buttons";
import { UpcomingRuns } from "../../_components/upcoming-runs";
import { DeleteTask } from "./delete-task";
import { RunHistory } from "./run-history";

const RecurringForm = dynamic(() => import("../../_components/recurring-form").then((module) => module.RecurringForm));

type Props = { project: Project; task: Detail; firstPage: Page<RecurringRun> };

/** One recurring task: what it does, when it runs next, and what became of each time. */
export function RecurringDetail({ project, task, firstPage }: Props) {
  const [editing, setEditing] = useState(false);
  const { title, words, cron_expr, timezone, job_type, missed_policy, overlap, enabled, paused_why } = task;
  return (
    <>
      <PageHeader
        back={{ href: `/companies/${project.id}/recurring`, label: "Recurring" }}
        title={title}
        description={KINDS[job_type]}
        actions={
          <>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={14} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              Change
            </Button>
            <DeleteTask project={project} task={task} />
          </>
        }
      />
      {editing && <RecurringForm project={project} zone={timezone} task={task} onClose={() => setEditing(false)} />}
      <Stack>
        <Card>
          <Group justify="space-between" align="flex-start">
            <div>
              <Text fw={600}>
                {words} <Code>{cron_expr}</Code>
              </Text>
              <Text size="sm" c="dimmed">
                {timezone} · After missed times: {POLICIES[missed_policy].toLowerCase()} · When one is still running:{" "}
                {OVERLAPS[overlap].toLowerCase()}
              </Text>
            </div>
            <EnabledBadge enabled={enabled} />
          </Group>
          {paused_why && (
            <Text size="sm" mt="xs">
              {paused_why}
            </Text>
          )}
          <Group mt="md">
            <RunButtons project={project} task={task} />
          </Group>
        </Card>
        {enabled && (
          <Card>
            <UpcomingRuns project={project} cron={cron_expr} zone={timezone} />
          </Card>
        )}
        {task.signing_secret !== null && (
          <Card>
            <Text size="sm" mb="xs">
              Each call is signed with this key as Standard Webhooks says. Let the receiver verify it.
            </Text>
            <CopyBlock label="Signing key" text={task.signing_secret} />
          </Card>
        )}
        <Title order={2} fz="h3">
          Runs
        </Title>
        <RunHistory key={firstPage.data[0]?.id} project={project} task={task} firstPage={firstPage} />
      </Stack>
    </>
  );
}
