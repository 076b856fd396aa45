"use client";

import { Button, Card, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifySuccess } from "@/app/_ui/notify";
import { ROUTE_WORDS } from "@/app/_ui/route-words";
import { When } from "@/app/_ui/when";
import type { Instance } from "@/lib/operations/fleet/schemas";
import type { ListedSendingRoute } from "@/lib/operations/governance/list-sending-routes";

type Props = { egress: Instance["egress"]; reportedAt: string | null; routes: ListedSendingRoute[] };

/** The ports that a machine can reach, and by which way the emails of each workspace on it leave. */
export function SendingRoutes({ egress, reportedAt, routes }: Props) {
  return (
    <Card component="section" aria-labelledby="machine-sending">
      <Title order={2} id="machine-sending" mb="xs">
        Sending
      </Title>
      <Text size="sm" mb="sm">
        {egress === null || reportedAt === null ? (
          "This machine has not reported which ports it can reach."
        ) : (
          <>
            {portsOf(egress)} (reported <When iso={reportedAt} />)
          </>
        )}
      </Text>
      <Stack gap="sm" component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {routes.map(({ workspace_id, workspace_name, route, choice, reason }) => (
          <Text key={workspace_id} component="li" size="sm">
            <strong>{workspace_name}</strong>: {ROUTE_WORDS[route].label.toLowerCase()}
            {choice === null ? "" : " (chosen)"}. {reason}
          </Text>
        ))}
      </Stack>
      {routes.length > 0 && <RouteForm routes={routes} />}
    </Card>
  );
}

const CHOICES = [
  { value: "automatic", label: "Automatic" },
  { value: "machine", label: ROUTE_WORDS.machine.label },
  { value: "gateway", label: ROUTE_WORDS.gateway.label },
];
const SHORTEST_REASON = 3;

function RouteForm({ routes }: { routes: ListedSendingRoute[] }) {
  const router = useRouter();
  const [workspaceId, setWorkspaceId] = useState(routes[0]?.workspace_id ?? null);
  const [choice, setChoice] = useState<string | null>("automatic");
  const [reason, setReason] = useState("");
  const decide = useMutation({
    mutationFn: () =>
      api("/api/admin/sending-route", {
        method: "PUT",
        json: { workspace_id: workspaceId, choice: choice === "automatic" ? null : choice, reason },
      }),
    onSuccess: () => {
      notifySuccess("The way of sending is stored", "The campaigns’ workflows follow.");
      setReason("");
      router.refresh();
    },
  });
  return (
    <Stack gap="sm" mt="md">
      <Group grow align="flex-start">
        <Select
          label="Workspace"
          data={routes.map(({ workspace_id: value, workspace_name: label }) => ({ value, label }))}
          value={workspaceId}
          onChange={setWorkspaceId}
          allowDeselect={false}
        />
        <Select label="Its emails leave" data={CHOICES} value={choice} onChange={setChoice} allowDeselect={false} />
      </Group>
      <TextInput
        label="Reason"
        description="For the audit log"
        value={reason}
        maxLength={500}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      {decide.isError && <Failure title="The way of sending was not stored" error={decide.error} />}
      <Group justify="flex-end">
        <Button
          disabled={reason.trim().length < SHORTEST_REASON}
          loading={decide.isPending}
          onClick={() => decide.mutate()}
        >
          Store
        </Button>
      </Group>
    </Stack>
  );
}

function portsOf(egress: NonNullable<Instance["egress"]>): string {
  const ports = Object.entries(egress);
  const [open, shut] = [true, false].map((reached) => ports.flatMap(([port, is]) => (is === reached ? [port] : [])));
  const listed = (words: string, of: string[] | undefined): string =>
    of === undefined || of.length === 0 ? "" : `${words} ${of.length === 1 ? "port" : "ports"} ${of.join(", ")}`;
  return [listed("It can reach", open), listed("It cannot reach", shut)].filter((part) => part !== "").join(". ");
}
