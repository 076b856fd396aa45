"use client";

import { Alert, Button, Group } from "@mantine/core";
import { IconShieldExclamation } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure } from "@/app/_ui/notify";
import { usePacing } from "@/app/_ui/use-pacing";
import type { Project } from "@/lib/company/projects/schemas";

/** An active campaign that sends nothing because a guardrail stopped its account. */
export function GuardrailGate({ project }: { project: Project }) {
  const read = usePacing(project);
  const pacing = read.data;
  const queries = useQueryClient();
  const lift = useMutation({
    mutationFn: () =>
      api("/api/mailbox/guardrail", { method: "DELETE", query: { workspace_id: project.workspace_id } }),
    onError: (error) => notifyFailure("Sending stays stopped", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  if (read.isError && !pacing) {
    return (
      <Failure
        title="Whether a guardrail stopped the account could not be loaded"
        error={read.error}
        onRetry={() => void read.refetch()}
      />
    );
  }
  if (!pacing?.guardrail) return null;
  return (
    <Alert
      color="red"
      role="alert"
      title={`The account sends nothing: too many ${pacing.guardrail}`}
      icon={<IconShieldExclamation size={18} aria-hidden />}
    >
      This holds for each campaign of the account. Check the addresses, the audience and the text first.
      <Group mt="sm">
        <Button size="xs" color="red" onClick={() => lift.mutate()} loading={lift.isPending}>
          Let sending go on
        </Button>
      </Group>
    </Alert>
  );
}
