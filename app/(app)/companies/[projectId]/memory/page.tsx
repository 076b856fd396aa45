import type { Metadata } from "next";
import { listMemory } from "@/lib/autopilot/memory/list-memory";
import { pageProject } from "@/lib/http/page-ctx";
import { MemoryView } from "./_components/memory-view";

export const metadata: Metadata = { title: "Memory" };

export default async function MemoryPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  return <MemoryView project={project} first={await listMemory(ctx, { projectId: project.id })} />;
}
