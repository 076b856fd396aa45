import { join } from "node:path";
import type { SidecarEnv } from "../env";
import { freezeFiles } from "../freeze-files";
import { apiKeys } from "./api-key";
import { n8nClient } from "./client";
import { credentials } from "./credentials";
import { executions } from "./executions";
import { halt } from "./halt";
import { isReady, reachesApp } from "./readiness";
import { workflowIndex } from "./workflow-index";
import { workflows } from "./workflows";
import { workspaceReach } from "./workspace-reach";

export type Engine = ReturnType<typeof n8nEngine>;

/** Everything the sidecar can do in its n8n. */
export function n8nEngine(env: SidecarEnv) {
  const client = n8nClient(env.N8N_URL, apiKeys(env));
  const ownWorkflows = workflows(client, workflowIndex(client));
  const reach = workspaceReach(client);
  const halted = halt(client, reach);
  return {
    url: env.N8N_URL,
    isReady: () => isReady(env.N8N_URL),
    reachesApp: () => reachesApp(env.GREENLIGHT_URL),
    workflows: ownWorkflows,
    credentials: credentials(client),
    executions: executions(client, ownWorkflows, halted),
    halt: halted,
    credentialIdsOf: reach.credentialIdsOf,
    freezeFiles: freezeFiles(env.SIDECAR_FREEZE_DIR ?? join(env.SIDECAR_DATA_DIR, "frozen")),
  };
}
