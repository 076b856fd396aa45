"use client";

import { Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifySuccess } from "@/app/_ui/notify";
import type { DecideInstance, Instance } from "@/lib/operations/fleet/schemas";

type Decision = Omit<DecideInstance, "reason">;
const SHORTEST_REASON = 3;

/** An administrator decides, with a reason, whether a machine is repaired automatically, and when its quarantine ends. */
export function DecisionForm({ machine: { id, name, state, skip_remediation } }: { machine: Instance }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const decide = useMutation({
    mutationFn: (decision: Decision) =>
      api<Instance>(`/api/admin/instances/${id}`, { method: "PATCH", json: { ...decision, reason } }),
    onSuccess: () => {
      notifySuccess(`The decision about ${name} is stored`, "It is in the audit log.");
      setReason("");
      router.refresh();
    },
  });
  const isShort = reason.trim().length < SHORTEST_REASON;
  return (
    <Card component="section" aria-labelledby="machine-decision">
      <Title order={2} id="machine-decision" mb="xs">
        Repairs
      </Title>
      <Stack gap="sm">
        <Text size="sm">
          {skip_remediation
            ? "This machine is never repaired automatically."
            : "A machine that stays silent, or whose n8n stays away, is repaired automatically."}
          {state === "quarantined" && " Three rounds of repairs did not help, so it is in quarantine."}
        </Text>
        <TextInput
          label="Reason"
          description="For the audit log"
          value={reason}
          maxLength={500}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        {decide.isError && <Failure title="The decision was not stored" error={decide.error} />}
        <Group justify="flex-end">
          {state === "quarantined" && (
            <Button
              variant="default"
              disabled={isShort}
              loading={decide.isPending}
              onClick={() => decide.mutate({ quarantined: false })}
            >
              End the quarantine
            </Button>
          )}
          <Button
            disabled={isShort}
            loading={decide.isPending}
            onClick={() => decide.mutate({ skip_remediation: !skip_remediation })}
          >
            {skip_remediation ? "Repair it again" : "Stop repairing it"}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
