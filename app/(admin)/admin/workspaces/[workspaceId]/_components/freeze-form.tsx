"use client";

import {
  Button,
  Card,
  Grid,
  GridCol,
  Group,
  List,
  ListItem,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconSnowflake } from "@tabler/icons-react";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import type { ListedWorkspace } from "@/lib/governance/schemas";
import { useFreezeStep } from "./use-freezes";

export const reasonOf = (who: string) => (value: string) => (value.trim() === "" ? `Say why: ${who}` : null);

/** Explains what a freeze does and asks for a reason and the workspace's name. */
export function FreezeForm({ workspace }: { workspace: ListedWorkspace }) {
  return (
    <Card component="section" aria-labelledby="freeze-title">
      <Title order={2} id="freeze-title" mb="md">
        Freeze this workspace
      </Title>
      <Grid gap="xl">
        <GridCol span={{ base: 12, md: 6 }}>
          <WhatItDoes />
        </GridCol>
        <GridCol span={{ base: 12, md: 6 }}>
          <Form workspace={workspace} />
        </GridCol>
      </Grid>
    </Card>
  );
}

function WhatItDoes() {
  return (
    <>
      <Text size="sm" mb="xs">
        In this order:
      </Text>
      <List type="ordered" size="sm" spacing={8}>
        <ListItem>
          <b>Its doors close.</b> Events, costs, model calls, the dashboard, launches and jobs are refused, everywhere
          within a second.
        </ListItem>
        <ListItem>
          <b>Running executions are stopped</b> in its outreach engine.
        </ListItem>
        <ListItem>
          <b>Every workflow is unpublished.</b>
        </ListItem>
        <ListItem>
          <b>Its API keys and its webhook token are revoked.</b>
        </ListItem>
        <ListItem>
          <b>Outbound mail and recurring tasks are held</b> until the freeze is lifted.
        </ListItem>
        <ListItem>
          <b>It is proven:</b> nothing runs, nothing is published; what was already handed over to the mail server is
          listed.
        </ListItem>
      </List>
      <Text size="sm" c="dimmed" mt="md">
        Members see the reason on their screens. Recipients can still opt out. Nothing is deleted.
      </Text>
    </>
  );
}

function Form({ workspace }: { workspace: ListedWorkspace }) {
  const freeze = useFreezeStep(workspace.id);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { reason: "", name: "" },
    validate: {
      reason: reasonOf("its members read it, and it is kept in the audit log."),
      name: (value) => (value.trim() === workspace.name.trim() ? null : `Type “${workspace.name}” to confirm.`),
    },
  });
  const submit = ({ reason }: { reason: string }): void =>
    freeze.mutate({ method: "POST", reason: reason.trim() }, { onError: (error) => void showFieldErrors(form, error) });
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <Textarea
          label="Reason"
          description="Its members read this."
          autosize
          minRows={3}
          maxRows={8}
          maxLength={1000}
          required
          key={form.key("reason")}
          {...form.getInputProps("reason")}
        />
        <TextInput
          label={`Type “${workspace.name}” to confirm`}
          autoComplete="off"
          spellCheck={false}
          required
          key={form.key("name")}
          {...form.getInputProps("name")}
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
