import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getFreezes } from "@/lib/operations/governance/get-freezes";
import { listWorkspaces } from "@/lib/operations/governance/list-workspaces";
import { WorkspaceNamed, type ListedWorkspace } from "@/lib/operations/governance/schemas";
import { pageAdmin } from "@/lib/http/page-ctx";
import { FreezeView } from "./_components/freeze-view";

type Props = { params: Promise<{ workspaceId: string }> };

/** The workspace of the address; an unknown one is a page that is not there. */
const findWorkspace = cache(async (id: string): Promise<ListedWorkspace> => {
  if (!WorkspaceNamed.safeParse({ workspace_id: id }).success) notFound();
  const ctx = await pageAdmin(`/admin/workspaces/${id}`, id);
  const { data } = await listWorkspaces(ctx, { query: id, limit: 10 });
  return data.find((workspace) => workspace.id === id.toLowerCase()) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findWorkspace((await params).workspaceId)).name };
}

export default async function FreezePage({ params }: Props) {
  const ctx = await pageAdmin();
  const workspace = await findWorkspace((await params).workspaceId);
  const initial = await getFreezes(ctx, { workspace_id: workspace.id });
  return <FreezeView workspace={workspace} me={ctx.user.userId} initial={initial} />;
}
