"use client";

import { Button, Card, Group, SegmentedControl, Text } from "@mantine/core";
import { IconChecklist } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { useLetterKeys } from "@/app/_ui/use-letter-keys";
import { usePages, type Page } from "@/app/_ui/use-pages";
import type { Approval, ApprovalTab } from "@/lib/company/approvals/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { ApprovalEntry } from "./approval-entry";
import classes from "./approvals.module.css";

const ReviewDialog = dynamic(() => import("./review-dialog").then((module) => module.ReviewDialog));

type Counts = { needs_you: number; queued: number };
type Props = { project: Project; tab: ApprovalTab; firstPage: Page<Approval> & { counts: Counts } };

const EMPTY: Record<ApprovalTab, string> = {
  needs_you:
    "Nothing needs your decision. Proposals from scripts, tasks and the company's own mind wait here until you decide.",
  queued: "Nothing is on its way. An approved action stands here until its undo window is over.",
  done: "Nothing was carried out or denied yet.",
  expired: "Nothing expired. A proposal that is not decided in time ends here, and nothing is done.",
};

/** The row under the keyboard and the chosen proposals of a list. */
function useChoice(rows: readonly Approval[]) {
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string): void =>
    setChosen((before) => (before.includes(id) ? before.filter((each) => each !== id) : [...before, id]));
  return {
    at,
    move: (by: number) => setAt((row) => Math.min(Math.max(row + by, 0), Math.max(rows.length - 1, 0))),
    current: rows[Math.min(at, rows.length - 1)],
    named: rows.filter(({ id, state }) => state === "pending" && chosen.includes(id)),
    toggle,
    clear: () => setChosen([]),
  };
}

/** One inbox for everything that acts in the founder's name, the newest first. */
export function ApprovalsView({ project, tab, firstPage }: Props) {
  const router = useRouter();
  const pages = usePages<Approval>(`/api/projects/${project.id}/approvals`, { tab }, firstPage);
  const choice = useChoice(pages.rows);
  const [reviewing, setReviewing] = useState(false);
  const { current, named } = choice;
  useLetterKeys({
    j: () => choice.move(1),
    k: () => choice.move(-1),
    x: () => current?.state === "pending" && choice.toggle(current.id),
    e: () => current && router.push(`/companies/${project.id}/approvals/${current.id}`),
    a: () => named.length > 0 && setReviewing(true),
  });
  const decided = (): void => {
    setReviewing(false);
    choice.clear();
    router.refresh();
  };

  return (
    <>
      <PageHeader
        title="Approvals"
        description="Nothing is done in your name before you approved its exact bytes. The newest stand first."
      />
      <Group justify="space-between" mb="md" gap="sm">
        <Tabs tab={tab} counts={firstPage.counts} />
        {named.length > 0 && <Button onClick={() => setReviewing(true)}>Read and decide {named.length}</Button>}
      </Group>
      <Rows rows={pages.rows} tab={tab} choice={choice} />
      <MoreRows pages={pages} title="Further proposals could not be loaded" />
      <Text size="xs" c="dimmed" mt="sm" visibleFrom="md">
        Keys: J and K move, X chooses, A reads and decides the chosen ones, E opens.
      </Text>
      {reviewing && (
        <ReviewDialog project={project} approvals={named} onClose={() => setReviewing(false)} onDecided={decided} />
      )}
    </>
  );
}

function Tabs({ tab, counts: { needs_you, queued } }: { tab: ApprovalTab; counts: Counts }) {
  const router = useRouter();
  return (
    <SegmentedControl
      aria-label="Show"
      value={tab}
      onChange={(value) => router.replace(`?tab=${value}`, { scroll: false })}
      data={[
        { value: "needs_you", label: needs_you > 0 ? `Needs you (${needs_you})` : "Needs you" },
        { value: "queued", label: queued > 0 ? `Queued (${queued})` : "Queued" },
        { value: "done", label: "Done" },
        { value: "expired", label: "Expired" },
      ]}
    />
  );
}

type RowsProps = { rows: readonly Approval[]; tab: ApprovalTab; choice: ReturnType<typeof useChoice> };

function Rows({ rows, tab, choice: { at, named, toggle } }: RowsProps) {
  if (rows.length === 0) {
    return (
      <Blank icon={<IconChecklist size={26} />} title={tab === "needs_you" ? "You are up to date" : "Nothing here"}>
        {EMPTY[tab]}
      </Blank>
    );
  }
  return (
    <Card p={0}>
      <ul className={classes.list} aria-label="Proposals">
        {rows.map((approval, row) => (
          <ApprovalEntry
            key={approval.id}
            approval={approval}
            isCurrent={row === at}
            isChosen={named.includes(approval)}
            onToggle={toggle}
          />
        ))}
      </ul>
    </Card>
  );
}
