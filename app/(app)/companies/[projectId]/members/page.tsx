import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { pageProject, pageUser } from "@/lib/http/page-ctx";
import { listProjects } from "@/lib/company/projects/list-projects";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { listMembers } from "@/lib/foundation/members/list-members";
import { MembersView } from "./_components/members-view";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [members, invites, companies] = await Promise.all([
    listMembers(ctx),
    listInvites(ctx, { limit: 200 }),
    listProjects(await pageUser()),
  ]);
  const shared = companies.filter(({ id, workspace_id }) => workspace_id === ctx.workspaceId && id !== project.id);
  return (
    <>
      <PageHeader title="Members" description={descriptionOf(shared.map(({ name }) => name))} />
      <MembersView project={project} members={members} invites={invites.data} />
    </>
  );
}

/** Members belong to the workspace, so a member of one of its companies is a member of all. */
const descriptionOf = (others: string[]): string =>
  others.length === 0
    ? "People with access to this company, and their roles."
    : `People with access to this company and ${new Intl.ListFormat("en").format(others)}, which share one workspace.`;
