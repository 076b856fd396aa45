import { Alert, Anchor, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { Link } from "@/app/_ui/link";
import { PageHeader } from "@/app/_ui/page-header";
import { When } from "@/app/_ui/when";
import { pageAdmin } from "@/lib/http/page-ctx";
import { listLeftBehind } from "@/lib/operations/governance/list-left-behind";
import { getFleet } from "@/lib/operations/fleet/get-fleet";
import { getMachineCosts } from "@/lib/operations/machines/get-machine-costs";
import type { Fleet } from "@/lib/operations/fleet/schemas";
import { AlertList } from "./_components/alert-list";
import { MachineCostList } from "./_components/machine-cost-list";
import { LostMachinesCard } from "./_components/lost-machines-card";
import { LeftBehindCard } from "./_components/left-behind-card";
import { MachineFacts, StateBadge } from "./_components/machine-facts";

export const metadata: Metadata = { title: "Fleet" };

export default async function FleetPage() {
  const ctx = await pageAdmin("/admin/fleet");
  const [{ instances, alerts, warning, last_evaluated_at }, costs, launches] = await Promise.all([
    getFleet(ctx),
    getMachineCosts(ctx),
    listLeftBehind(ctx),
  ]);
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
        <AlertList
          title="Open alerts"
          alerts={alerts.filter(({ closed_at, kind }) => closed_at === null && kind !== "many_silent")}
        />
        <MachineCostList costs={costs} />
        <LostMachinesCard machines={costs.machines.filter(({ state }) => state === "lost")} />
        <LeftBehindCard launches={launches} />
        {instances.length === 0 && (
          <Card>
            <Text>No machine has reported yet. A sidecar reports within a minute of its start.</Text>
          </Card>
        )}
        {instances.map((instance) => (
          <Machine key={instance.id} instance={instance} />
        ))}
        {last_evaluated_at !== null && (
          <Text size="sm" c="dimmed">
            Last judged <When iso={last_evaluated_at} />
          </Text>
        )}
      </Stack>
    </>
  );
}

function Machine({ instance }: { instance: Fleet["instances"][number] }) {
  const { id, name, state } = instance;
  return (
    <Card component="section" aria-labelledby={`machine-${id}`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={`machine-${id}`}>
          <Link href={`/admin/fleet/${id}`} className="plain-link">
            <Anchor component="span" inherit>
              {name}
            </Anchor>
          </Link>
        </Title>
        <StateBadge state={state} />
      </Group>
      <MachineFacts instance={instance} />
    </Card>
  );
}
