import "@mantine/charts/styles.css";
import type { CampaignWithProgress } from "@/lib/campaigns/get-campaign";
import { listCampaigns } from "@/lib/campaigns/get-campaign";
import { pageProject } from "@/lib/http/page-ctx";
import { listEvents } from "@/lib/ledger/list-events";
import { getIgnitionStatus } from "@/lib/ignition/get-ignition-status";
import { getReadiness } from "@/lib/onboarding/get-readiness";
import { DashboardView } from "./_components/dashboard-view";

type Props = { params: Promise<{ projectId: string }> };

export default async function DashboardPage({ params }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [campaigns, ledger, launch, missing] = await Promise.all([
    listCampaigns(ctx, { limit: 200 }),
    listEvents(ctx, { projectId: project.id, limit: 8 }),
    getIgnitionStatus(ctx),
    getReadiness(ctx),
  ]);
  return (
    <DashboardView
      project={project}
      campaigns={campaigns.data.map(toChoice)}
      latest={ledger.data}
      ready={missing.length === 0}
      launch={launch}
    />
  );
}

const toChoice = ({ id, name, status }: CampaignWithProgress) => ({ id, name, status });
