import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { pageProject } from "@/lib/http/page-ctx";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { isOn } from "@/lib/platform/features";
import { LedgerView } from "./_components/ledger-view";

export const metadata: Metadata = { title: "Ledger" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<{ type?: string | string[] }> };

export default async function LedgerPage({ params, searchParams }: Props) {
  if (!isOn("ledger")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  const { type } = await searchParams;
  const chosen = typeof type === "string" && type !== "" ? type.slice(0, 100) : undefined;
  const firstPage = await listEvents(ctx, { projectId: project.id, type: chosen, limit: 50 });
  return (
    <>
      <PageHeader
        title="Ledger"
        description="Everything that happened to this company, in order. It can be read and never changed."
      />
      <LedgerView
        key={`${firstPage.position} ${chosen}`}
        projectId={project.id}
        type={chosen ?? null}
        firstPage={firstPage}
      />
    </>
  );
}
