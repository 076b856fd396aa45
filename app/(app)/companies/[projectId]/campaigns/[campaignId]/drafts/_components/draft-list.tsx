"use client";

import { Badge, Checkbox, Group, Text, UnstyledButton } from "@mantine/core";
import type { Draft } from "@/lib/outreach/drafts/schemas";
import classes from "./drafts.module.css";

type Props = {
  drafts: readonly Draft[];
  at: number;
  onOpen: (position: number) => void;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

export function DraftList({ drafts, at, onOpen, chosen, onChoose }: Props) {
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  return (
    <ul className={classes.list} aria-label="Drafts">
      {drafts.map((draft, position) => (
        <li key={draft.id}>
          <Group gap="xs" wrap="nowrap" className={classes.row} data-open={position === at || undefined}>
            <Checkbox
              aria-label={`Select email ${draft.step} to ${draft.to}`}
              checked={chosen.has(draft.id)}
              onChange={({ currentTarget }) => choose(draft.id, currentTarget.checked)}
            />
            <UnstyledButton
              onClick={() => onOpen(position)}
              aria-current={position === at ? "true" : undefined}
              className={classes.open}
            >
              <Text size="sm" fw={500} truncate>
                {draft.to_name ?? draft.to}
                {draft.company && (
                  <Text span size="sm" c="dimmed" fw={400}>
                    {" "}
                    · {draft.company}
                  </Text>
                )}
              </Text>
              <Text size="sm" c="dimmed" truncate>
                {draft.subject || "(no subject)"}
              </Text>
              <State draft={draft} />
            </UnstyledButton>
          </Group>
        </li>
      ))}
    </ul>
  );
}

const WORDS: Record<Draft["status"], string> = {
  drafted: "To approve",
  approved: "Approved",
  rejected: "Rejected",
  claimed: "Sending",
  sent: "Sent",
  bounced: "Bounced",
  unknown: "Outcome unknown",
  failed: "Failed",
  cancelled: "Cancelled",
};

export function State({ draft }: { draft: Draft }) {
  const color = draft.status === "approved" || draft.status === "sent" ? "green" : "gray";
  return (
    <Group gap={6} mt={4}>
      <Badge size="sm" variant="default">
        Email {draft.step}
      </Badge>
      <Badge size="sm" variant="light" color={color}>
        {WORDS[draft.status]}
      </Badge>
      {draft.source === "offline planner" && (
        <Badge size="sm" variant="light" color="blue">
          Sample text
        </Badge>
      )}
      {draft.holes.length > 0 && (
        <Badge size="sm" variant="light" color="red">
          Incomplete
        </Badge>
      )}
      {draft.approval_void && (
        <Badge size="sm" variant="light" color="orange">
          Changed since approval
        </Badge>
      )}
    </Group>
  );
}
