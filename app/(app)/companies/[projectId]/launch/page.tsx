import type { Metadata } from "next";
import { pageProject } from "@/lib/http/page-ctx";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { ordersMachines } from "@/lib/operations/ignition/plan-placement";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { listConcerns } from "@/lib/operations/onboarding/list-concerns";
import { previewLaunch } from "@/lib/operations/onboarding/preview-launch";
import { LaunchView } from "./_components/launch-view";

export const metadata: Metadata = { title: "Launch" };

export default async function LaunchPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [launch, missing, preview, concerns] = await Promise.all([
    getIgnitionStatus(ctx),
    getReadiness(ctx),
    previewLaunch(ctx),
    listConcerns(ctx),
  ]);
  const facts = { missing, preview, concerns, ordersMachine: ordersMachines() };
  return <LaunchView project={project} initial={launch} {...facts} />;
}
