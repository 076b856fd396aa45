"use client";

import { Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifySuccess } from "@/app/_ui/notify";

const SHORTEST_REASON = 3;

type Lost = { id: string; name: string };

/** The machines that their vendor no longer has, each with the way to give it up; nothing where there is none. */
export function LostMachinesCard({ machines }: { machines: readonly Lost[] }) {
  if (machines.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="lost-machines">
      <Title order={2} id="lost-machines" mb="xs">
        Lost machines
      </Title>
      <Text size="sm" mb="sm">
        The vendor no longer has them. Giving one up ends the launch of its company, which can then be launched again on
        another machine. Should the vendor still have it, it is deleted there.
      </Text>
      <Stack gap="md">
        {machines.map((machine) => (
          <LostMachine key={machine.id} machine={machine} />
        ))}
      </Stack>
    </Card>
  );
}

function LostMachine({ machine: { id, name } }: { machine: Lost }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const giveUp = useMutation({
    mutationFn: () => api(`/api/admin/machines/${id}/give-up`, { json: { reason } }),
    onSuccess: () => {
      notifySuccess(`${name} was given up`, "It is in the audit log.");
      router.refresh();
    },
  });
  return (
    <div>
      <Group align="flex-end">
        <TextInput
          label={`Reason for giving ${name} up`}
          description="For the audit log"
          value={reason}
          maxLength={500}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <Button
          color="red"
          disabled={reason.trim().length < SHORTEST_REASON}
          loading={giveUp.isPending}
          onClick={() => giveUp.mutate()}
        >
          Give it up
        </Button>
      </Group>
      {giveUp.isError && <Failure title="The machine was not given up" error={giveUp.error} />}
    </div>
  );
}
