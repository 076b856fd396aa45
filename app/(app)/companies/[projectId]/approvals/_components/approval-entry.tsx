import { Checkbox, Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { ApprovalStateBadge } from "@/app/_ui/approval-state";
import { heldInWords } from "@/app/_ui/approval/held-in-words";
import { Link } from "@/app/_ui/link";
import { ORIGIN_WORDS } from "@/app/_ui/origin-words";
import { When, WhenDue } from "@/app/_ui/when";
import type { Approval } from "@/lib/company/approvals/schemas";
import { costInWords } from "./basis-words";
import classes from "./approvals.module.css";

type Props = { approval: Approval; isCurrent: boolean; isChosen: boolean; onToggle: (id: string) => void };

/** One proposal of the inbox: the effect, the account that acts, and until when it can be decided. */
export function ApprovalEntry({ approval, isCurrent, isChosen, onToggle }: Props) {
  const { id, project_id, title, state, origin, account_label, cost_cap_cents, composed_at, expires_at, why, held } =
    approval;
  const row = useRef<HTMLLIElement>(null);
  const wasCurrent = useRef(isCurrent);
  // The row under the keyboard stays in sight; the page does not jump when it opens.
  useEffect(() => {
    if (isCurrent && !wasCurrent.current) row.current?.scrollIntoView({ block: "nearest" });
    wasCurrent.current = isCurrent;
  }, [isCurrent]);
  return (
    <li ref={row} className={classes.entry} data-current={isCurrent}>
      {state === "pending" && (
        <Checkbox aria-label={`Choose “${title}”`} checked={isChosen} onChange={() => onToggle(id)} mt={2} />
      )}
      <div className={classes.body}>
        <Group justify="space-between" gap="xs" align="flex-start">
          <Link href={`/companies/${project_id}/approvals/${id}`} className="plain-link">
            <Text component="span" fw={600} size="sm">
              {title}
            </Text>
          </Link>
          <ApprovalStateBadge state={state} held={held} />
        </Group>
        <Text size="sm" c="dimmed" mt={2}>
          {account_label} · {costInWords(cost_cap_cents)}
        </Text>
        {(why ?? held) && (
          <Text size="sm" mt={2}>
            {held ? heldInWords(approval, held) : why}
          </Text>
        )}
        <Text size="xs" c="dimmed" mt={2}>
          {ORIGIN_WORDS[origin]}, composed <When iso={composed_at} />
          {state === "pending" && (
            <>
              {" "}
              · decision due <WhenDue iso={expires_at} />
            </>
          )}
        </Text>
      </div>
    </li>
  );
}
