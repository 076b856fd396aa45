import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { listProviders } from "@/lib/company/integrations/list-providers";
import { pageProject } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";
import { ProviderList } from "./_components/provider-list";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage({ params }: { params: Promise<{ projectId: string }> }) {
  if (!isOn("integrations")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  const { data } = await listProviders(ctx, { projectId: project.id });
  const mayWrite = ctx.actor.type === "user" && ctx.actor.permissions.has("integrations.write");
  return (
    <>
      <PageHeader
        title="Integrations"
        description="The accounts that send, publish and advertise for this company. Until you connect your own, each card says which account acts."
      />
      <ProviderList projectId={project.id} providers={data} mayWrite={mayWrite} />
    </>
  );
}
