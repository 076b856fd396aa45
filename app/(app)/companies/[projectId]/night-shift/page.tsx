import type { Metadata } from "next";
import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import { pageProject } from "@/lib/http/page-ctx";
import { NightShiftView } from "./_components/night-shift-view";

export const metadata: Metadata = { title: "Night shift" };

export default async function NightShiftPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const first = await getLatest(ctx, { projectId: project.id });
  const mayDecide = ctx.actor.type === "user" && ctx.actor.permissions.has("nightshift.write");
  return <NightShiftView project={project} first={first} mayDecide={mayDecide} />;
}
