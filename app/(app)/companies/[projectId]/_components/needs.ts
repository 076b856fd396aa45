import { formatCounted } from "@/app/_ui/numbers";
import type { Approval } from "@/lib/company/approvals/schemas";
import type { Task } from "@/lib/company/tasks/schemas";
import type { CampaignChoice } from "@/app/_ui/campaign-choice";

/** `path` is that of the page where it is done, below the company's. */
export type Need = {
  kind: "problem" | "replies" | "drafts" | "unknown" | "decision" | "task";
  text: string;
  detail?: string;
  path: string;
};
type Facts = {
  campaigns: readonly CampaignChoice[];
  unreadReplies: number;
  approvals: readonly Approval[];
  tasks: readonly Task[];
};

const ENDED: ReadonlySet<string> = new Set(["archived", "completed"]);

const OF_PROPOSAL: Partial<Record<Approval["state"], { kind: Need["kind"]; text: (title: string) => string }>> = {
  contradicted: { kind: "problem", text: (title) => `“${title}” was reported as done, and is not` },
  failed: { kind: "problem", text: (title) => `“${title}” failed` },
  unknown: { kind: "unknown", text: (title) => `Say whether this happened: “${title}”` },
  pending: { kind: "decision", text: (title) => `Decide: ${title}` },
  revised: { kind: "decision", text: (title) => `Write another version of “${title}”` },
};

function needsOfProposals(approvals: readonly Approval[], kind: Need["kind"]): Need[] {
  return approvals.flatMap(({ id, title, state, why }) => {
    const asked = OF_PROPOSAL[state];
    return asked?.kind === kind
      ? [{ kind, text: asked.text(title), detail: why ?? undefined, path: `/approvals/${id}` }]
      : [];
  });
}

/**
 * The founder's list: first problems and open questions, then decisions, people who answered, drafts, and tasks.
 */
export function needsOf({ campaigns, unreadReplies, approvals, tasks }: Facts): Need[] {
  const current = campaigns.filter(({ status }) => !ENDED.has(status));
  const at = ({ id }: CampaignChoice, more = ""): string => `/campaigns/${id}${more}`;
  const problems = current
    .filter(({ failure }) => failure !== null)
    .map((campaign): Need => ({
      kind: "problem",
      text: `“${campaign.name}” ${campaign.status === "paused" ? "is paused" : "cannot send"}`,
      detail: campaign.failure ?? undefined,
      path: at(campaign),
    }));
  const unknown = current
    .filter((campaign) => campaign.unknown > 0)
    .map((campaign): Need => ({
      kind: "unknown",
      text: `Say what became of ${formatCounted(campaign.unknown, "email", "emails")} of “${campaign.name}”`,
      path: at(campaign),
    }));
  const replies: Need[] =
    unreadReplies > 0
      ? [{ kind: "replies", text: `Read ${formatCounted(unreadReplies, "reply", "replies")}`, path: "/replies" }]
      : [];
  const drafts = current
    .filter((campaign) => campaign.awaiting_approval > 0)
    .map((campaign): Need => ({
      kind: "drafts",
      text: `Review ${formatCounted(campaign.awaiting_approval, "draft", "drafts")} of “${campaign.name}”`,
      path: at(campaign, "/drafts"),
    }));
  const asked = tasks.map(({ id, title, why }): Need => ({
    kind: "task",
    text: title,
    detail: why ?? undefined,
    path: `/tasks/${id}`,
  }));
  return [
    ...needsOfProposals(approvals, "problem"),
    ...problems,
    ...needsOfProposals(approvals, "unknown"),
    ...unknown,
    ...needsOfProposals(approvals, "decision"),
    ...replies,
    ...drafts,
    ...asked,
  ];
}
