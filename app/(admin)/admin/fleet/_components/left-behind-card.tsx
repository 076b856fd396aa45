"use client";

import { Button, Card, Group, List, ListItem, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifySuccess } from "@/app/_ui/notify";
import type { LeftBehind } from "@/lib/operations/governance/list-left-behind";

const SHORTEST_REASON = 3;

/** The launches that ended without being undone whole, each with what it left; nothing where there is none. */
export function LeftBehindCard({ launches }: { launches: readonly LeftBehind[] }) {
  if (launches.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="left-behind">
      <Title order={2} id="left-behind" mb="xs">
        Left behind by launches
      </Title>
      <Stack gap="md">
        {launches.map((launch) => (
          <LeftBehindBy key={launch.workspace_id} launch={launch} />
        ))}
      </Stack>
    </Card>
  );
}

function LeftBehindBy({ launch: { workspace_id, workspace_name, left } }: { launch: LeftBehind }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const order = useMutation({
    mutationFn: () => api("/api/admin/clean-up", { json: { workspace_id, reason } }),
    onSuccess: () => {
      notifySuccess(`The clean-up of ${workspace_name} has begun`, "It is in the audit log.");
      router.refresh();
    },
  });
  return (
    <div>
      <Text size="sm" fw={500}>
        {workspace_name}
      </Text>
      <List size="sm" spacing={4} my="xs">
        {left.map(({ step, title, words, error }) => (
          <ListItem key={step}>
            {title}: {words} {error !== "" && `It was said: ${error}`}
          </ListItem>
        ))}
      </List>
      <Group align="flex-end">
        <TextInput
          label={`Reason for the clean-up of ${workspace_name}`}
          description="For the audit log"
          value={reason}
          maxLength={500}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <Button
          variant="default"
          disabled={reason.trim().length < SHORTEST_REASON}
          loading={order.isPending}
          onClick={() => order.mutate()}
        >
          Try the clean-up again
        </Button>
      </Group>
      {order.isError && <Failure title="The clean-up was not started" error={order.error} />}
    </div>
  );
}
