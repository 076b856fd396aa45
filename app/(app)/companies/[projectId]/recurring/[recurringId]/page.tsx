import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getRecurring } from "@/lib/autopilot/recurring/get-recurring";
import { listRuns } from "@/lib/autopilot/recurring/list-runs";
import { RecurringRef } from "@/lib/autopilot/recurring/schemas";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import { isOn } from "@/lib/platform/features";
import { RecurringDetail } from "./_components/recurring-detail";

export const metadata: Metadata = { title: "Recurring task" };

type Props = { params: Promise<{ projectId: string; recurringId: string }> };

export default async function RecurringTaskPage({ params }: Props) {
  if (!isOn("recurring")) notFound();
  const { projectId, recurringId } = await params;
  const { ctx, project } = await pageProject(projectId);
  if (!RecurringRef.safeParse({ recurringId }).success) notFound();
  const of = { projectId: project.id, recurringId };
  const [task, runs] = await Promise.all([getRecurring(ctx, of), listRuns(ctx, { ...of, limit: 25 })]).catch(leave);
  return <RecurringDetail project={project} task={task} firstPage={runs} />;
}

function leave(error: unknown): never {
  if (error instanceof AppError && error.kind === "not_found") notFound();
  throw error;
}
