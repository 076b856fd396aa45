import type { Metadata } from "next";
import { pageProject } from "@/lib/http/page-ctx";
import { getBilling } from "@/lib/metering/billing/get-billing";
import { BillingView } from "./_components/billing-view";

export const metadata: Metadata = { title: "Plan and billing" };

export default async function BillingPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const { actor } = ctx;
  const mayWrite = actor.type === "user" && actor.permissions.has("billing.write");
  return <BillingView projectId={project.id} billing={await getBilling(ctx)} mayWrite={mayWrite} />;
}
