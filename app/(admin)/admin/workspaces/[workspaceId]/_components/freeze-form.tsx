"use client";

import { Button, Card, Group, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconSnowflake } from "@tabler/icons-react";
import { Failure } from "@/app/_ui/failure";
import type { ListedWorkspace } from "@/lib/operations/governance/schemas";
import classes from "./proof.module.css";
import { useFreezeStep } from "./use-freezes";
import { useReasonForm } from "./use-reason-form";

/** Explains what a freeze does and asks for a reason and the workspace's name. */
export function FreezeForm({ workspace }: { workspace: ListedWorkspace }) {
  return (
    <Card component="section" aria-labelledby="freeze-title">
      <Title order={2} id="freeze-title" mb="md">
        Freeze this workspace
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <div>
          <WhatItDoes />
        </div>
        <Form workspace={workspace} />
      </SimpleGrid>
    </Card>
  );
}

function WhatItDoes() {
  return (
    <>
      <Text size="sm" mb="xs">
        In this order:
      </Text>
      <ol className={classes.steps}>
        <li>
          <b>Access is closed.</b> Events, costs, model calls, the dashboard, launches and jobs are refused, everywhere
          within a second.
        </li>
        <li>
          <b>Running executions are stopped</b> in its outreach engine.
        </li>
        <li>
          <b>Every workflow is unpublished.</b>
        </li>
        <li>
          <b>Its API keys and its webhook token are revoked.</b>
        </li>
        <li>
          <b>Outbound mail and recurring tasks are held</b> until the freeze is lifted.
        </li>
        <li>
          <b>It is proven:</b> nothing runs and nothing is published; emails already handed to the mail server are
          listed.
        </li>
      </ol>
      <Text size="sm" c="dimmed" mt="md">
        Members see the reason on their screens. Recipients can still opt out. Nothing is deleted.
      </Text>
    </>
  );
}

function Form({ workspace }: { workspace: ListedWorkspace }) {
  const freeze = useFreezeStep(workspace.id);
  const form = useReasonForm({
    why: "its members read it, and it is kept in the audit log.",
    confirm: workspace.name,
    send: ({ reason }) => freeze.mutate({ method: "POST", reason }),
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <Textarea
          name="reason"
          label="Reason"
          description="Its members read this."
          rows={4}
          maxLength={1000}
          required
          error={form.wrong.reason}
        />
        <TextInput
          name="name"
          label={`Type “${workspace.name}” to confirm`}
          autoComplete="off"
          spellCheck={false}
          required
          error={form.wrong.name}
        />
        {freeze.isError && <Failure title="The workspace was not frozen by you" error={freeze.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            color="red.9"
            loading={freeze.isPending}
            leftSection={<IconSnowflake size={16} aria-hidden />}
          >
            Freeze workspace
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
