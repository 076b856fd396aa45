import type { SidecarEnv } from "../env";
import { apiKeys } from "./api-key";
import { n8nClient } from "./client";
import { credentials } from "./credentials";
import { executions } from "./executions";
import { isReady } from "./readiness";
import { workflowIndex } from "./workflow-index";
import { workflows } from "./workflows";

export type Engine = ReturnType<typeof n8nEngine>;

/** Everything the sidecar can do in its n8n. */
export function n8nEngine(env: SidecarEnv) {
  const client = n8nClient(env.N8N_URL, apiKeys(env));
  const ownWorkflows = workflows(client, workflowIndex(client));
  return {
    url: env.N8N_URL,
    isReady: () => isReady(env.N8N_URL),
    workflows: ownWorkflows,
    credentials: credentials(client),
    executions: executions(client, ownWorkflows),
  };
}
