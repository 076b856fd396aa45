import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { listWorkspaces } from "@/lib/operations/governance/list-workspaces";
import { ListWorkspaces } from "@/lib/operations/governance/schemas";
import { pageAdmin } from "@/lib/http/page-ctx";
import { WORKSPACE_FILTER } from "../_components/filter-names";
import { filterOf, type SearchParams } from "../_components/filter-of";
import { WorkspaceList } from "./_components/workspace-list";

export const metadata: Metadata = { title: "Workspaces" };

export default async function WorkspacesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await pageAdmin("/admin");
  const filter = filterOf(ListWorkspaces, WORKSPACE_FILTER, await searchParams);
  return (
    <>
      <PageHeader
        title="Workspaces"
        description="All workspaces of this installation. Open one to freeze it, to see the proof of a freeze, or to lift it."
      />
      <WorkspaceList firstPage={await listWorkspaces(ctx, filter)} />
    </>
  );
}
