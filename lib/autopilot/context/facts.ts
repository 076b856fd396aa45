/** Which company, and as of when: `at` is an hour, `month` the first day of the month of its budget. */
export type Scope = { workspaceId: string; projectId: string; at: string; month: string };

export type CompanyRow = {
  name: string;
  idea: string | null;
  website: string | null;
  is_sample: boolean;
  plan: string;
  status: string;
  frozen_reason: string | null;
  description: string | null;
  audience: string | null;
  problem: string | null;
  offer: string | null;
  proof: string | null;
  time_zone: string;
  spent: number;
  reserved: number;
  created: string;
  position: number;
};

type Counted = { total: number };
export type RunRow = {
  type: string;
  count: number;
  first: number;
  last: number;
  message: string;
  at: string;
  actor: string;
  runs: number;
};
export type SumRow = { name: string; week: number; week_before: number; month: number; month_before: number };
export type WebsiteRow = SumRow & { currency: string; week_cents: number; month_cents: number };
export type ApprovalRow = Counted & {
  id: string;
  kind: string;
  state: string;
  title: string;
  origin: string;
  version: number;
  account: string;
  why: string | null;
  composed: string;
  deadline: string;
  at: string;
  receipt: string | null;
  verdict: string | null;
  words: string | null;
};
export type TaskRow = Counted & {
  id: string;
  state: string;
  title: string;
  origin: string;
  why: string | null;
  at: string;
};
export type FileRow = Counted & { id: string; name: string; content_type: string; size_bytes: number; at: string };
export type DeploymentRow = Counted & {
  id: string;
  site: string;
  status: string;
  url: string | null;
  error: string | null;
  at: string;
};
export type CampaignRow = Counted & {
  id: string;
  name: string;
  status: string;
  pause_reason: string | null;
  at: string;
};
export type ThreadRow = Counted & {
  id: string;
  subject: string;
  contact: string;
  name: string | null;
  class: string | null;
  evidence?: string | null;
  auth?: string | null;
  excerpt: string;
  unread: boolean;
  messages: number;
  at: string;
};

export type MemoryRow = Counted & {
  id: string;
  kind: "rule" | "preference" | "fact";
  text: string;
  trust: "founder" | "model" | "third_party";
  enforced: boolean;
};

export type PacketRow = {
  id: string;
  phase: number;
  version: number;
  synopsis: string;
  origin: "founder" | "planner";
  fields: Record<string, { value: string | number | string[]; source: "founder" | "ledger" | "web" | "model" }>;
  unknowns: { field: string; how_to_learn: string }[];
  at: string;
};

export type RecommendationRow = Counted & {
  id: string;
  title: string;
  origin: "rule" | "model";
  state: "open" | "accepted" | "dismissed" | "gone";
  reason: string | null;
  night: string;
  decided: string | null;
  returns: string | null;
  outcome: "hit" | "miss" | "unmeasurable" | null;
};

/** Everything that a context is made of, of one moment. */
export type Facts = {
  company: CompanyRow | null;
  runs: RunRow[];
  website: WebsiteRow[];
  outreach: SumRow[];
  approvals: ApprovalRow[];
  done: ApprovalRow[];
  tasks: TaskRow[];
  files: FileRow[];
  deployments: DeploymentRow[];
  campaigns: CampaignRow[];
  threads: ThreadRow[];
  replies: ThreadRow[];
  memories: MemoryRow[];
  packets: PacketRow[];
  recommendations: RecommendationRow[];
};
