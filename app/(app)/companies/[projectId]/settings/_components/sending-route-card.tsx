"use client";

import { Card, Radio, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { ROUTE_WORDS } from "@/app/_ui/route-words";
import type { Project } from "@/lib/company/projects/schemas";
import type { SendingRouteView } from "@/lib/operations/ignition/get-sending-route";
import type { SendingRoute } from "@/lib/operations/ignition/schemas";

const AUTOMATIC = "automatic";
const PATH = "/api/onboarding/sending-route";
const ASK_AGAIN_MS = 3_000;

type Props = { project: Project; initial: SendingRouteView; mayChoose: boolean };

/** By which way campaign emails leave, why, and the choice of another. */
export function SendingRouteCard({ project, initial, mayChoose }: Props) {
  const queries = useQueryClient();
  const queryKey = ["company", project.id, "sending-route"];
  const { data: sending } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<SendingRouteView>(PATH, { query: { workspace_id: project.workspace_id }, signal }),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.settled === false ? ASK_AGAIN_MS : false),
  });
  const choose = useMutation({
    mutationFn: (choice: SendingRoute | null) =>
      api<SendingRouteView>(PATH, { method: "PUT", json: { workspace_id: project.workspace_id, choice } }),
    onSuccess: (chosen) => queries.setQueryData(queryKey, chosen),
  });
  const { route, choice, reason, settled } = sending;
  return (
    <Card component="section" id="sending-route" aria-labelledby="sending-route-title">
      <Title order={2} id="sending-route-title">
        How campaign emails leave
      </Title>
      <Text size="sm" mt={4} role="status">
        {settled
          ? `They leave ${ROUTE_WORDS[route].now}. ${reason}`
          : "The campaigns’ workflows are being deployed for the way that you chose. Nothing is sent twice or lost meanwhile."}
      </Text>
      <Radio.Group
        mt="md"
        aria-labelledby="sending-route-title"
        value={choice ?? AUTOMATIC}
        onChange={(value) => choose.mutate(value === "machine" || value === "gateway" ? value : null)}
      >
        <Stack gap="sm">
          <Radio
            value={AUTOMATIC}
            disabled={!mayChoose || choose.isPending}
            label="Automatic"
            description="From the machine, unless it reports that it cannot reach your mail server."
          />
          {(["machine", "gateway"] as const).map((way) => (
            <Radio
              key={way}
              value={way}
              disabled={!mayChoose || choose.isPending}
              label={ROUTE_WORDS[way].label}
              description={ROUTE_WORDS[way].description}
            />
          ))}
        </Stack>
      </Radio.Group>
      {choose.isError && <Failure title="The choice was not stored" error={choose.error} />}
    </Card>
  );
}
