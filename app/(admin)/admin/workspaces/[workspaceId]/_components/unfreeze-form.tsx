"use client";

import { Button, Card, Checkbox, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { Failure } from "@/app/_ui/failure";
import type { Freeze } from "@/lib/operations/governance/schemas";
import { useFreezeStep } from "./use-freezes";
import { useReasonForm } from "./use-reason-form";
import { WorkflowNames } from "./workflow-names";

/** Lifts the freeze: with a reason, and only if confirmed with the workflows that were published before. */
export function UnfreezeForm({ freeze }: { freeze: Freeze }) {
  const lift = useFreezeStep(freeze.workspace_id);
  const form = useReasonForm({
    why: "it is kept with the freeze and in the audit log.",
    send: ({ reason, ticked }) => lift.mutate({ method: "DELETE", reason, restore_workflows: ticked }),
  });
  return (
    <Card component="section" aria-labelledby="unfreeze-title">
      <Title order={2} id="unfreeze-title">
        Lift the freeze
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        The doors open, held jobs run, and a new webhook token is made and put into its workflows. API keys stay
        revoked: its members make new ones.
      </Text>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md" maw={640}>
          <Textarea name="reason" label="Reason" rows={3} maxLength={1000} required error={form.wrong.reason} />
          {freeze.published_before.length === 0 ? (
            <Text size="sm">No workflow was published before the freeze, so none is published again.</Text>
          ) : (
            <div>
              <Checkbox
                name="restore"
                label="Publish these again"
                description="Exactly these were published when the freeze came, or still off since the one before. Without this they stay off, and deployments wait, until it is confirmed here later."
              />
              <WorkflowNames workflows={freeze.published_before} />
            </div>
          )}
          {lift.isError && <Failure title="The freeze was not lifted by you" error={lift.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={lift.isPending}>
              Unfreeze workspace
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
