import { Badge, SimpleGrid, Text } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { Instance, InstanceState } from "@/lib/operations/fleet/schemas";

const COLORS: Record<InstanceState, string> = { ready: "green", late: "yellow", silent: "red", quarantined: "grape" };

export function StateBadge({ state }: { state: InstanceState }) {
  return <Badge color={COLORS[state]}>{state}</Badge>;
}

/** The measures of a machine, as it reported them last. */
export function MachineFacts({ instance }: { instance: Instance }) {
  const { provider, region, last_seen_at, booted_at, n8n_healthy, n8n_version, skip_remediation } = instance;
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {region === null ? provider : `${provider}, ${region}`} · last heard of <When iso={last_seen_at} /> · its
        sidecar started <When iso={booted_at} />
        {skip_remediation && " · it is never repaired automatically"}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Measure label="Processor" value={percent(instance.cpu_percent)} />
        <Measure label="Memory in use" value={percent(instance.memory_percent)} />
        <Measure label="Disk in use" value={percent(instance.disk_percent)} />
        <Measure label={n8n_version === null ? "n8n" : `n8n ${n8n_version}`} value={readiness(n8n_healthy)} />
      </SimpleGrid>
    </>
  );
}

const percent = (value: number | null): string => (value === null ? "Not known" : `${value} %`);
const readiness = (healthy: boolean | null): string =>
  healthy === null ? "Not known" : healthy ? "Ready" : "Not ready";

function Measure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600}>{value}</Text>
    </div>
  );
}
