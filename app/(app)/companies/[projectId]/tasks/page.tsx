import type { Metadata } from "next";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import { TaskTab } from "@/lib/company/tasks/schemas";
import { pageProject } from "@/lib/http/page-ctx";
import { isMoving } from "@/lib/operations/runtimes/is-moving";
import { MovingNotice } from "../_components/moving-notice";
import { TasksView } from "./_components/tasks-view";

export const metadata: Metadata = { title: "Tasks" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function TasksPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const tab = TaskTab.safeParse((await searchParams)["tab"]).data;
  const [firstPage, moving] = await Promise.all([
    listTasks(ctx, { projectId: project.id, tab, limit: 50 }),
    isMoving(ctx, { projectId: project.id }),
  ]);
  return (
    <>
      {moving && <MovingNotice projectId={project.id} />}
      <TasksView key={`${tab} ${firstPage.data[0]?.id}`} project={project} tab={tab} firstPage={firstPage} />
    </>
  );
}
