import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTask } from "@/lib/company/receipts/get-task";
import { TaskRef } from "@/lib/company/tasks/schemas";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import { TaskView } from "./_components/task-view";

export const metadata: Metadata = { title: "Task" };

type Props = { params: Promise<{ projectId: string; taskId: string }> };

export default async function TaskPage({ params }: Props) {
  const { projectId, taskId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = TaskRef.safeParse({ taskId }).data ?? notFound();
  const task = await getTask(ctx, ref).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not_found") notFound();
    throw error;
  });
  if (task.project_id !== project.id) notFound();
  return <TaskView project={project} first={task} />;
}
