import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { listRecurring } from "@/lib/autopilot/recurring/list-recurring";
import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { pageProject } from "@/lib/http/page-ctx";
import { isOn } from "@/lib/platform/features";
import { withReadTransaction } from "@/lib/platform/transaction";
import { RecurringView } from "./_components/recurring-view";

export const metadata: Metadata = { title: "Recurring" };

export default async function RecurringPage({ params }: { params: Promise<{ projectId: string }> }) {
  if (!isOn("recurring")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  const [tasks, zone] = await Promise.all([
    listRecurring(ctx, { projectId: project.id }),
    withReadTransaction(ctx, findTimeZone),
  ]);
  return <RecurringView project={project} tasks={tasks.data} zone={zone} />;
}
