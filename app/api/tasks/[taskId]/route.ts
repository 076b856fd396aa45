import { getTask } from "@/lib/company/receipts/get-task";
import { moveTask } from "@/lib/company/receipts/move-task";
import { ChangeTask, TaskRef } from "@/lib/company/tasks/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET → the task with its actions and receipts */
export const GET = workspaceRoute({
  input: { params: TaskRef },
  handler: (ctx, { params }) => getTask(ctx, params),
});

/** PATCH { state, note? } → the task; `finished` has its evidence checked */
export const PATCH = workspaceRoute({
  input: { params: TaskRef, body: ChangeTask },
  handler: (ctx, { params, body }) => moveTask(ctx, { ...params, ...body }),
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
