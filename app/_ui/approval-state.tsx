import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconEye,
  IconHourglass,
  IconPencil,
  IconQuestionMark,
  IconSnowflake,
  IconX,
} from "@tabler/icons-react";
import type { Approval, ApprovalState, Verdict } from "@/lib/company/approvals/schemas";

type Look = { words: string; color: string; icon: typeof IconCheck };

/** Each state as a word and a sign, so that colour alone says nothing. */
export const APPROVAL_LOOKS: Record<ApprovalState, Look> = {
  pending: { words: "Needs your decision", color: "blue", icon: IconEye },
  revised: { words: "Needs another version", color: "yellow", icon: IconPencil },
  approved: { words: "Approved", color: "blue", icon: IconClock },
  queued: { words: "Queued", color: "blue", icon: IconClock },
  executing: { words: "Being carried out", color: "blue", icon: IconHourglass },
  executed: { words: "Carried out, not checked yet", color: "gray", icon: IconHourglass },
  verified: { words: "Verified", color: "green", icon: IconCheck },
  contradicted: { words: "Claimed, not true", color: "red", icon: IconX },
  unverifiable: { words: "Cannot be verified", color: "orange", icon: IconQuestionMark },
  failed: { words: "Failed", color: "red", icon: IconAlertTriangle },
  unknown: { words: "Not known whether it happened", color: "orange", icon: IconQuestionMark },
  denied: { words: "Denied", color: "gray", icon: IconBan },
  expired: { words: "Expired", color: "gray", icon: IconClock },
};

const VERDICT_STATES: Record<Verdict, ApprovalState> = {
  pending: "executed",
  verified: "verified",
  contradicted: "contradicted",
  unverifiable: "unverifiable",
};

const HELD: Look = { words: "Held by the freeze", color: "orange", icon: IconSnowflake };

/** `held`: a freeze keeps the approved action from being carried out. */
export function ApprovalStateBadge({ state, held = null }: { state: ApprovalState; held?: Approval["held"] }) {
  const { words, color, icon: Icon } = held === null ? APPROVAL_LOOKS[state] : HELD;
  return (
    <Badge component="span" color={color} leftSection={<Icon size={12} aria-hidden />}>
      {words}
    </Badge>
  );
}

/** The checker's word. */
export const VerdictBadge = ({ verdict }: { verdict: Verdict }) => (
  <ApprovalStateBadge state={VERDICT_STATES[verdict]} />
);
