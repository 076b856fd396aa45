import { formatCounted } from "@/app/_ui/numbers";
import type { CampaignChoice } from "./campaign-choice";

/** `path` is that of the page where it is done, below the company's. */
export type Need = { kind: "problem" | "replies" | "drafts" | "unknown"; text: string; detail?: string; path: string };
type Facts = { campaigns: readonly CampaignChoice[]; unreadReplies: number };

const ENDED: ReadonlySet<string> = new Set(["archived", "completed"]);

/** The tasks of the founder: problems first, then people who answered, then drafts. */
export function needsOf({ campaigns, unreadReplies }: Facts): Need[] {
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
  return [...problems, ...unknown, ...replies, ...drafts];
}
