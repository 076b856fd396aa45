import { z } from "zod";

/** The parts of n8n's public API answers that we read; n8n may add to them freely. */
export const N8nNode = z.looseObject({
  name: z.string().default(""),
  type: z.string().default(""),
  parameters: z.record(z.string(), z.unknown()).default({}),
  credentials: z.record(z.string(), z.unknown()).nullish(),
});
export const N8nWorkflow = z.object({
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  versionId: z.string(),
  activeVersionId: z.string().nullable(),
  updatedAt: z.string(),
  isArchived: z.boolean().default(false),
  nodes: z.array(N8nNode),
  activeVersion: z.object({ nodes: z.array(N8nNode) }).nullish(),
  connections: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.unknown()).nullish(),
});
export type N8nWorkflow = z.infer<typeof N8nWorkflow>;

export const N8nCredential = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type N8nCredential = z.infer<typeof N8nCredential>;

export const N8nExecution = z.object({
  id: z.coerce.string(),
  workflowId: z.string(),
  status: z.string(),
  mode: z.string(),
  startedAt: z.string().nullish(),
  stoppedAt: z.string().nullish(),
});
export const CredentialTest = z.object({ status: z.string(), message: z.string().default("") });
export const Stopped = z.object({ stopped: z.number() });
export const Ignored = z.unknown();
