import type { Metadata } from "next";
import { getPlan } from "@/lib/autopilot/plan/get-plan";
import { pageProject } from "@/lib/http/page-ctx";
import { PlanView } from "./_components/plan-view";

export const metadata: Metadata = { title: "Plan" };

export default async function PlanPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  return <PlanView project={project} first={await getPlan(ctx, { projectId: project.id })} />;
}
