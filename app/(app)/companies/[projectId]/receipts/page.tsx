import type { Metadata } from "next";
import { nameRatio } from "@/lib/autopilot/actions/name-ratio";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { pageProject } from "@/lib/http/page-ctx";
import { ReceiptsView } from "./_components/receipts-view";

export const metadata: Metadata = { title: "Receipts" };

type Props = { params: Promise<{ projectId: string }> };

export default async function ReceiptsPage({ params }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const { ratios, ...firstPage } = await listReceipts(ctx, { projectId: project.id, limit: 50 });
  const named = ratios.map(nameRatio);
  return <ReceiptsView key={firstPage.data[0]?.id} project={project} firstPage={firstPage} ratios={named} />;
}
