import { Card, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { When } from "@/app/_ui/when";
import { pageAdmin } from "@/lib/http/page-ctx";
import { getInstance } from "@/lib/operations/fleet/get-instance";
import { listSendingRoutes } from "@/lib/operations/governance/list-sending-routes";
import { InstanceRef, type Beat, type Remedy } from "@/lib/operations/fleet/schemas";
import { AppError } from "@/lib/platform/errors";
import { AlertList } from "../_components/alert-list";
import { MachineFacts, StateBadge } from "../_components/machine-facts";
import { DecisionForm } from "./_components/decision-form";
import { SendingRoutes } from "./_components/sending-routes";

export const metadata: Metadata = { title: "Machine" };

type Props = { params: Promise<{ instanceId: string }> };

export default async function MachinePage({ params }: Props) {
  const ref = InstanceRef.safeParse(await params);
  if (!ref.success) notFound();
  const ctx = await pageAdmin(`/admin/fleet/${ref.data.instanceId}`);
  const machine = await getInstance(ctx, ref.data).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not_found") notFound();
    throw error;
  });
  const { name, state, alerts, remedies, life } = machine;
  const routes = await listSendingRoutes(ctx, machine);
  return (
    <>
      <PageHeader title={name} back={{ href: "/admin/fleet", label: "Fleet" }} actions={<StateBadge state={state} />} />
      <Stack gap="md">
        <Card>
          <MachineFacts instance={machine} />
        </Card>
        <DecisionForm machine={machine} />
        <SendingRoutes egress={machine.egress} reportedAt={machine.egress_at} routes={routes} />
        <AlertList title="Alerts" alerts={alerts} />
        <Lines title="Past repairs" empty="Nothing has been repaired." lines={remedies.map(remedyLine)} />
        <Lines title="Life" empty="It has not reported yet." lines={life.map(beatLine)} />
      </Stack>
    </>
  );
}

type Line = { key: string; at: string; words: string };

function Lines({ title, empty, lines }: { title: string; empty: string; lines: Line[] }) {
  const id = `machine-${title.toLowerCase().replaceAll(" ", "-")}`;
  return (
    <Card component="section" aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {title}
      </Title>
      {lines.length === 0 && <Text size="sm">{empty}</Text>}
      <Stack gap={4} component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {lines.map(({ key, at, words }) => (
          <Text key={key} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            <When iso={at} /> · {words}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

const STEPS: Record<Remedy["step"], string> = {
  restart_n8n: "Restart of n8n",
  reboot: "Reboot",
  power_cycle: "Power cycle",
};
const ENDS: Record<Remedy["state"], string> = {
  wanted: "waits for a worker",
  running: "is being ordered",
  done: "ordered; its effect is awaited",
  helped: "helped",
  in_vain: "did not help",
  refused: "was refused",
  dropped: "was not tried",
};

const remedyLine = ({ id, wanted_at, step, round, state, evidence, cause }: Remedy): Line => ({
  key: id,
  at: wanted_at,
  words: `${STEPS[step]} (round ${round}) ${ENDS[state]}. ${evidence ?? cause}`,
});

function beatLine({ at, state, previous_state, reason, cpu_percent, memory_percent }: Beat, index: number): Line {
  const measures = `processor ${cpu_percent ?? "?"} %, memory ${memory_percent ?? "?"} %`;
  const words = previous_state === null ? `${state}: ${measures}` : `${previous_state} → ${state}: ${reason ?? ""}`;
  return { key: `${at} ${index}`, at, words };
}
