import { z } from "zod";

/** The way that a workflow's emails leave: by n8n's own connection to Gmail or to an SMTP server, or by the application (`gateway`). */
export const Transport = z.enum(["gmail", "smtp", "gateway"]);
export type Transport = z.infer<typeof Transport>;

export const TemplateId = z.enum([
  "email_1",
  "email_2",
  "email_3",
  "email_preparation",
  "research_report",
  "reply_tracker",
  "opt_out",
]);
export type TemplateId = z.infer<typeof TemplateId>;

export const CredentialType = z.enum([
  "smtp",
  "imap",
  "postgres",
  "webhook",
  "trigger",
  "openai_api",
  "gmail",
  "google_sheets",
  "google_cse",
]);
export type CredentialType = z.infer<typeof CredentialType>;

export const TriggerKind = z.enum(["webhook", "schedule", "imap"]);
export type TriggerKind = z.infer<typeof TriggerKind>;

const NodeName = z.string().min(1).max(120);

export const TemplateVariant = z.strictObject({
  file: z.string().regex(/^[A-Za-z0-9 -]+\.json$/),
  required_credentials: z.array(CredentialType),
  /** Credential → the nodes that are switched off when a campaign does not have it. */
  optional_credentials: z.partialRecord(CredentialType, z.array(NodeName).min(1)),
  /** The only addresses that may be written out in the template. */
  hosts: z.array(z.string()),
  /** Names without `YOUR_`. */
  placeholders: z.array(z.string()),
});
export type TemplateVariant = z.infer<typeof TemplateVariant>;

const TemplateVariants = z.union([
  z.strictObject({ any: TemplateVariant }),
  z.strictObject({ gmail: TemplateVariant, smtp: TemplateVariant, gateway: TemplateVariant }),
]);

export const ManifestEntry = z.strictObject({
  id: TemplateId,
  display_name: z.string().min(1).max(60),
  category: z.enum(["email", "preparation", "research", "tracking", "compliance"]),
  triggers: z.array(TriggerKind).min(1),
  webhook_path: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  variants: TemplateVariants,
});
export type ManifestEntry = z.infer<typeof ManifestEntry>;

export const Manifest = z.strictObject({
  version: z.literal(1),
  /** The closed list of node types a template may use. */
  node_types: z.array(z.string()).min(1),
  templates: z.array(ManifestEntry).length(TemplateId.options.length),
});
export type Manifest = z.infer<typeof Manifest>;

export const CredentialReference = z.object({ id: z.string(), name: z.string() });

export const WorkflowNode = z.looseObject({
  id: z.string().optional(),
  name: NodeName,
  type: z.string(),
  typeVersion: z.number(),
  position: z.tuple([z.number(), z.number()]),
  parameters: z.record(z.string(), z.unknown()),
  credentials: z.record(z.string(), CredentialReference).optional(),
  webhookId: z.string().optional(),
  disabled: z.boolean().optional(),
});
export type WorkflowNode = z.infer<typeof WorkflowNode>;

const Connection = z.object({ node: z.string(), type: z.string(), index: z.number() });
export const Connections = z.record(z.string(), z.record(z.string(), z.array(z.array(Connection).nullable())));
export type Connections = z.infer<typeof Connections>;

/** A template as it lies on disk, or as exported by somebody's instance: more may be in it than we let through. */
export const TemplateWorkflow = z.looseObject({
  name: z.string(),
  nodes: z.array(WorkflowNode).min(1),
  connections: Connections,
  settings: z.record(z.string(), z.unknown()),
});
export type TemplateWorkflow = z.infer<typeof TemplateWorkflow>;

export type Template = {
  entry: ManifestEntry;
  variant: TemplateVariant;
  nodeTypes: readonly string[];
  workflow: TemplateWorkflow;
};

export const WorkflowDefinition = z.strictObject({
  name: z.string().min(1).max(128),
  nodes: z.array(WorkflowNode).min(1),
  connections: Connections,
  settings: z.record(z.string(), z.unknown()),
});
export type WorkflowDefinition = z.infer<typeof WorkflowDefinition>;

export const CompileInput = z.object({
  campaignId: z.uuid(),
  workspaceName: z.string(),
  campaignName: z.string(),
  /** Placeholder name without `YOUR_` → its text. Campaign id, both names and credential ids are filled in by the compiler. */
  values: z.record(z.string(), z.string()),
  /** Our credential type → the id the workflow engine gave that credential. */
  credentials: z.partialRecord(CredentialType, z.string()),
});
export type CompileInput = z.infer<typeof CompileInput>;

export const CompileCampaignInput = CompileInput.extend({ transport: Transport });
export type CompileCampaignInput = z.infer<typeof CompileCampaignInput>;

export const CompiledWorkflow = z.object({
  templateId: TemplateId,
  displayName: z.string(),
  name: z.string(),
  definition: WorkflowDefinition,
  webhookPath: z.string(),
  disabledNodes: z.array(z.string()),
  /** sha256 of the definition: equal hashes need no second deployment. */
  contentHash: z.string(),
});
export type CompiledWorkflow = z.infer<typeof CompiledWorkflow>;
