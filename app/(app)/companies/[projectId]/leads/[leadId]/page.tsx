import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { leadName } from "@/app/_ui/lead-words";
import { pageProject } from "@/lib/http/page-ctx";
import { getLeadResearch } from "@/lib/metering/spending/get-lead-research";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { LeadRef } from "@/lib/outreach/leads/schemas";
import { AppError } from "@/lib/platform/errors";
import { LeadView } from "./_components/lead-view";

type Props = { params: Promise<{ projectId: string; leadId: string }> };

async function read({ params }: Props) {
  const { projectId, leadId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = LeadRef.safeParse({ leadId });
  if (!ref.success) notFound();
  return { ctx, project, ref: ref.data, lead: await getLead(ctx, ref.data).catch(absent) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { lead } = await read(props);
  return { title: leadName(lead) };
}

export default async function LeadPage(props: Props) {
  const { ctx, ref, ...shown } = await read(props);
  return <LeadView {...shown} research={await getLeadResearch(ctx, ref)} />;
}

function absent(error: unknown): never {
  if (error instanceof AppError && error.kind === "not_found") notFound();
  throw error;
}
