/** Where a workspace's n8n and sidecar run, as the product needs to know it. */
export type Instance = { id: string; address: string; sidecarUrl: string; webhookUrl: string };

export interface ComputeProvider {
  /** Makes the workspace's instance, or finds it again. */
  provision(request: { workspaceId: string; signal: AbortSignal }): Promise<Instance>;
  /** Takes it away; fine when it never was. */
  terminate(request: { instanceId: string; signal: AbortSignal }): Promise<void>;
}
