import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageProject } from "@/lib/http/page-ctx";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { isOn } from "@/lib/platform/features";
import { RuntimeView } from "./_components/runtime-view";

export const metadata: Metadata = { title: "Runtime" };

export default async function RuntimePage({ params }: { params: Promise<{ projectId: string }> }) {
  if (!isOn("runtimes")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  const { actor } = ctx;
  const mayWrite = actor.type === "user" && actor.permissions.has("billing.write");
  const initial = await getRuntime(ctx, { projectId: project.id });
  return <RuntimeView projectId={project.id} initial={initial} mayWrite={mayWrite} />;
}
