import type { CommandPayload, CommandResult } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import type { N8nClient } from "./client";
import { isNotFound } from "./owned-workflows";
import { Ignored, Stopped, type N8nWorkflow } from "./schemas";
import type { WorkspaceReach } from "./workspace-reach";

export type Halt = ReturnType<typeof halt>;
type Known = { known_ids: readonly string[] };

/** Shorter than the caller's patience: what is left after it is done by the next call. */
const UNPUBLISH_BUDGET_MS = 6_000;

/** Stops and unpublishes whatever can act as a workspace. One failure never ends the loop; what could not be done is counted. */
export function halt(client: N8nClient, reach: WorkspaceReach) {
  const stopOne = (workflowId: string): Promise<number> => {
    const body = { status: ["queued", "running", "waiting"], workflowId };
    return client
      .call({ path: "/executions/stop", method: "POST", body, schema: Stopped })
      .then(({ stopped }) => stopped);
  };

  const stopMany = async (ids: Iterable<string>): Promise<CommandResult<"STOP_EXECUTIONS">> => {
    const done = { stopped: 0, failed: 0 };
    const each = [...ids].map((id) =>
      stopOne(id).then(
        (stopped) => (done.stopped += stopped),
        (error: unknown) => (done.failed += isNotFound(error) ? 0 : 1),
      ),
    );
    await Promise.all(each);
    return done;
  };

  return {
    stopOne,

    /** Known workflows stop first and without a look, because they send; then those that only n8n's list shows. */
    async stopAll(workspaceId: string, { known_ids }: Known): Promise<CommandResult<"STOP_EXECUTIONS">> {
      const known = new Set(known_ids);
      const first = await stopMany(known);
      const [others, unfinished] = await Promise.all([reach.workflowsOf(workspaceId, known_ids), reach.unfinished()]);
      const running = new Set(unfinished.map(({ workflowId }) => workflowId));
      const rest = await stopMany(others.map(({ id }) => id).filter((id) => running.has(id) && !known.has(id)));
      return { stopped: first.stopped + rest.stopped, failed: first.failed + rest.failed };
    },

    async unpublishAll(
      workspaceId: string,
      { known_ids }: CommandPayload<"DEACTIVATE_ALL_WORKFLOWS">,
    ): Promise<CommandResult<"DEACTIVATE_ALL_WORKFLOWS">> {
      const active = (await reach.workflowsOf(workspaceId, known_ids)).filter(isPublished);
      const until = Date.now() + UNPUBLISH_BUDGET_MS;
      const result: CommandResult<"DEACTIVATE_ALL_WORKFLOWS"> = { workflow_ids: [], failed: [], left: 0 };
      for (const { id, name } of active) {
        if (Date.now() > until) result.left += 1;
        else
          await client.call({ path: `/workflows/${id}/unpublish`, method: "POST", body: {}, schema: Ignored }).then(
            () => result.workflow_ids.push(id),
            (error: unknown) =>
              isNotFound(error) || result.failed.push({ workflow_id: id, name, error: wordsOf(error) }),
          );
      }
      return result;
    },

    async observe(
      workspaceId: string,
      { known_ids }: Known,
    ): Promise<Omit<CommandResult<"OBSERVE_WORKSPACE">, "blocked_by">> {
      const [workflows, unfinished] = await Promise.all([
        reach.workflowsOf(workspaceId, known_ids),
        reach.unfinished(),
      ]);
      const ids = new Set(workflows.map(({ id }) => id));
      const published = workflows.filter(isPublished);
      return {
        published: published.map(({ id, name }) => ({ workflow_id: id, name })),
        workflows: workflows.map(({ id }) => id),
        unfinished: unfinished.filter(({ workflowId }) => ids.has(workflowId)).length,
      };
    },
  };
}

const isPublished = ({ active, activeVersionId }: N8nWorkflow): boolean => active || activeVersionId !== null;

function wordsOf(error: unknown): string {
  if (error instanceof CommandFailure) return error.message;
  throw error;
}
