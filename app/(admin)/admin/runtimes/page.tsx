import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { pageAdmin } from "@/lib/http/page-ctx";
import { listProvisioning } from "@/lib/operations/runtimes/list-provisioning";
import { listRuntimes } from "@/lib/operations/runtimes/list-runtimes";
import { isOn } from "@/lib/platform/features";
import { InstancesView } from "./_components/instances-view";
import { RunsView } from "./_components/runs-view";

export const metadata: Metadata = { title: "Runtimes" };

const SHOWN = 50;

export default async function RuntimesPage() {
  const ctx = await pageAdmin("/admin/runtimes");
  if (!isOn("runtimes")) notFound();
  return (
    <>
      <PageHeader
        title="Runtimes"
        description="Each attempt at giving a company a runtime of its own, newest first. A company whose attempt failed works on the shared one."
      />
      <InstancesView initial={await listRuntimes(ctx, { limit: SHOWN })} />
      <RunsView initial={await listProvisioning(ctx, { limit: SHOWN })} />
    </>
  );
}
