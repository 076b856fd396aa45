import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { listAssets } from "@/lib/company/assets/list-assets";
import { pageProject } from "@/lib/http/page-ctx";
import type { Permission } from "@/lib/platform/permissions";
import { FilesView } from "./_components/files-view";

export const metadata: Metadata = { title: "Files" };

export default async function FilesPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const firstPage = await listAssets(ctx, { projectId: project.id, limit: 50 });
  const may = (permission: Permission): boolean => ctx.actor.type === "user" && ctx.actor.permissions.has(permission);
  return (
    <>
      <PageHeader
        title="Files"
        description="Pictures and documents of this company, newest first. Members can open them; a file is public once its publishing is approved."
      />
      <FilesView
        projectId={project.id}
        firstPage={firstPage}
        mayWrite={may("assets.write")}
        mayPublish={may("approvals.write") && may("projects.write")}
      />
    </>
  );
}
