import { Alert, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { When } from "@/app/_ui/when";
import { pageAdmin } from "@/lib/http/page-ctx";
import { getFleet } from "@/lib/operations/fleet/get-fleet";
import type { Beat, Fleet, FleetAlert } from "@/lib/operations/fleet/schemas";

export const metadata: Metadata = { title: "Fleet" };

const COLORS = { ready: "green", late: "yellow", silent: "red", quarantined: "grape" } as const;

export default async function FleetPage() {
  const ctx = await pageAdmin("/admin/fleet");
  const { instances, alerts, warning } = await getFleet(ctx);
  return (
    <>
      <PageHeader
        title="Fleet"
        description="The machines that run workflows, as they report themselves: late after 90 seconds without a word, silent after five minutes."
      />
      <Stack gap="md">
        {warning && (
          <Alert color="red" title="Many machines at once">
            {warning}
          </Alert>
        )}
        <Alerts alerts={alerts.filter(({ closed_at, kind }) => closed_at === null && kind !== "many_silent")} />
        {instances.length === 0 && (
          <Card>
            <Text>No machine has reported yet. A sidecar reports within a minute of its start.</Text>
          </Card>
        )}
        {instances.map((instance) => (
          <Machine key={instance.id} instance={instance} />
        ))}
      </Stack>
    </>
  );
}

function Alerts({ alerts }: { alerts: FleetAlert[] }) {
  if (alerts.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="alerts">
      <Title order={2} id="alerts" mb="xs">
        Open alerts
      </Title>
      <Stack gap="xs" component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {alerts.map(({ id, subject, level, words, opened_at }) => (
          <Group key={id} component="li" gap="xs" wrap="nowrap" align="flex-start">
            <Badge color={level === "critical" ? "red" : "yellow"}>{level}</Badge>
            <Text size="sm">
              {subject}: {words} Since <When iso={opened_at} />.
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

function Machine({ instance }: { instance: Fleet["instances"][number] }) {
  const { id, name, provider, state, last_seen_at, booted_at, n8n_healthy, life } = instance;
  return (
    <Card component="section" aria-labelledby={`machine-${id}`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={`machine-${id}`}>
          {name}
        </Title>
        <Badge color={COLORS[state]}>{state}</Badge>
      </Group>
      <Text size="sm" c="dimmed" mb="md">
        {provider} · last heard of <When iso={last_seen_at} /> · its sidecar started <When iso={booted_at} />
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }} mb="md">
        <Measure label="Processor" value={instance.cpu_percent} />
        <Measure label="Memory in use" value={instance.memory_percent} />
        <Measure label="Disk in use" value={instance.disk_percent} />
        <div>
          <Text size="xs" c="dimmed">
            n8n
          </Text>
          <Text fw={600}>{n8n_healthy === null ? "Not known" : n8n_healthy ? "Ready" : "Not ready"}</Text>
        </div>
      </SimpleGrid>
      <Title order={3} size="h4" mb="xs">
        Its life
      </Title>
      <Stack gap={4} component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {life.map((beat) => (
          <Text key={`${beat.at} ${beat.state}`} component="li" size="sm">
            <When iso={beat.at} /> · {wordsOf(beat)}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

function Measure({ label, value }: { label: string; value: number | null }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600}>{value === null ? "Not known" : `${value} %`}</Text>
    </div>
  );
}

function wordsOf({ state, previous_state, reason, cpu_percent, memory_percent }: Beat): string {
  if (previous_state !== null) return `${previous_state} → ${state}: ${reason ?? ""}`;
  return `${state}: processor ${cpu_percent ?? "?"} %, memory ${memory_percent ?? "?"} %`;
}
