import type { CampaignStatus, DeployedTemplate } from "@/lib/outreach/campaigns/schemas";
import type { EngineWorkflow, Stranger } from "@/lib/providers/workflow-engine/port";
import type { DriftKind } from "./schemas";

export type CampaignFacts = {
  id: string;
  name: string;
  status: CampaignStatus;
  rows: readonly DeployedTemplate[];
  /** An ended campaign listens for thirty days after its last email. */
  hearsOn: boolean;
};

/** The answers of n8n; each is null when n8n did not give it. */
export type EngineFacts = {
  workflows: readonly EngineWorkflow[] | null;
  /** Asked of one workspace of each n8n, because they belong to none. */
  strangers: readonly Stranger[] | null;
  credentialKeys: readonly string[] | null;
  /** By workflow id: whether its webhook answers. One that could not be asked is missing. */
  probes: ReadonlyMap<string, boolean>;
  running: number | null;
};

/** The starts of workflows by their schedules, by id, oldest first; one that could not be asked is missing. Null: none was asked. */
export type Starts = ReadonlyMap<string, readonly Date[]> | null;

/** Everything that the detectors know of one workspace, at one moment. */
export type Facts = {
  now: Date;
  frozen: boolean;
  /** After a freeze was lifted, workflows stay unpublished until an administrator confirms. */
  held: boolean;
  campaigns: readonly CampaignFacts[];
  wantedCredentials: readonly string[];
  engine: EngineFacts;
  starts: Starts;
  version: { running: string; pinned: string } | null;
};

/** The repair of a finding; null: it is shown, and a person decides. `republish`: from scratch, because n8n calls it published already. */
export type Healing = "sync" | "republish" | "unpublish" | "credentials" | "freeze" | null;

export type Finding = {
  kind: DriftKind;
  subject: string;
  campaignId: string | null;
  title: string;
  words: string;
  healing: Healing;
  /** The workflow that `unpublish` and `republish` mean. */
  workflowId?: string;
  /** The founder is told when it is seen again; otherwise only when repairs did not help. */
  asks?: boolean;
};

/** Yes, no and unknown: what is not among the findings is fine, unless its subject is unknown. */
export type Answer = { findings: readonly Finding[]; unknown: "all" | readonly string[] };

/** One for each kind: pure, from facts to an answer. */
export type Detector = { kind: DriftKind; detect: (facts: Facts) => Answer };

export const UNKNOWN: Answer = { findings: [], unknown: "all" };
export const answer = (findings: readonly Finding[], unknown: readonly string[] = []): Answer => ({
  findings,
  unknown,
});

export const subjectOf = ({ id }: CampaignFacts, { template }: DeployedTemplate): string => `${id}:${template}`;
