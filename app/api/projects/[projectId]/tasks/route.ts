import { ProjectRef } from "@/lib/company/projects/schemas";
import { createTask } from "@/lib/company/tasks/create-task";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import { CreateTask, ListTasksQuery } from "@/lib/company/tasks/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET ?tab=&cursor= → tasks, newest first */
export const GET = projectRoute({
  input: { params: ProjectRef, query: ListTasksQuery },
  handler: (ctx, { params, query }) => listTasks(ctx, { ...params, ...query }),
});

/** POST { title, description?, contract? } → 201, the task */
export const POST = projectRoute({
  input: { params: ProjectRef, body: CreateTask },
  status: 201,
  handler: (ctx, { params, body }) => createTask(ctx, { ...params, ...body }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
