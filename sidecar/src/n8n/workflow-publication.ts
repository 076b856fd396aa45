import { setTimeout as wait } from "node:timers/promises";
import type { CommandResult } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import type { Duplicates } from "./duplicates";
import type { OwnedWorkflows } from "./owned-workflows";
import { N8nWorkflow } from "./schemas";

type Published = CommandResult<"ACTIVATE_WORKFLOW">;

const PUBLISH_POLLS = 60;
const PUBLISH_POLL_MS = 250;

/** Publishes, unpublishes and puts away; published means that the version saved last is the one n8n runs. */
export function workflowPublication({
  client,
  owned,
  get,
  forgetIfGone,
  index,
  duplicates,
}: OwnedWorkflows & { duplicates: Duplicates }) {
  const ask = (id: string, verb: "publish" | "unpublish" | "archive"): Promise<N8nWorkflow> =>
    client
      .call({ path: `/workflows/${id}/${verb}`, method: "POST", body: {}, schema: N8nWorkflow })
      .catch((error: unknown) => forgetIfGone(id, error));

  return {
    async publish(workspaceId: string, id: string): Promise<Published> {
      const owner = await owned(workspaceId, id);
      await duplicates.settle(owner, id);
      let workflow = await ask(id, "publish");
      for (let poll = 0; !isPublished(workflow); poll++) {
        if (poll === PUBLISH_POLLS) throw notPublished(workflow.name);
        await wait(PUBLISH_POLL_MS);
        workflow = await get(id);
      }
      duplicates.trust(owner);
      return { workflow_id: id, version_id: workflow.versionId, active: true };
    },

    async unpublish(workspaceId: string, id: string): Promise<Published> {
      await owned(workspaceId, id);
      const workflow = await ask(id, "unpublish");
      return { workflow_id: id, version_id: workflow.versionId, active: workflow.active };
    },

    async archive(workspaceId: string, id: string): Promise<CommandResult<"ARCHIVE_WORKFLOW">> {
      await owned(workspaceId, id);
      const workflow = await ask(id, "archive");
      await index.put(workflow);
      return { archived: workflow.isArchived };
    },
  };
}

function isPublished({ activeVersionId, versionId }: N8nWorkflow): boolean {
  return activeVersionId === versionId;
}

function notPublished(name: string): CommandFailure {
  const message = `n8n accepted "${name}" but has not published it yet. Try again shortly.`;
  return new CommandFailure("workflow.not_published", message, { status: 503, retryable: true });
}
