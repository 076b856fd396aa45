"use client";

import { Alert, Card, SegmentedControl, Text } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { useLetterKeys } from "@/app/_ui/use-letter-keys";
import { usePages, type Page, type Pages } from "@/app/_ui/use-pages";
import { useUrlFilter, type UrlFilter } from "@/app/_ui/use-url-filter";
import type { Project } from "@/lib/company/projects/schemas";
import type { ReplyThread } from "@/lib/outreach/replies/schemas";
import classes from "@/app/_ui/inbox.module.css";
import type { MemberChoice } from "./member-choice";
import { ThreadEntry } from "./thread-entry";
import { ThreadView } from "./thread-view";

type Props = { project: Project; firstPage: Page<ReplyThread> & { unread: number }; members: MemberChoice[] };

const SHOWN = [
  { value: "all", label: "All" },
  { value: "unread", label: "Unread" },
  { value: "needs_look", label: "Needs a look" },
  { value: "interested", label: "Interested" },
];

/** The inbox: conversations on the left, the chosen one on the right; on a phone one after the other. */
export function RepliesView({ project, firstPage, members }: Props) {
  const filter = useUrlFilter(["label", "unread", "thread"]);
  const { label, unread, thread: chosen } = filter.values;
  const query: Record<string, string> = {
    workspace_id: project.workspace_id,
    ...(label && { label }),
    ...(unread && { unread }),
  };
  const pages = usePages<ReplyThread>("/api/replies", query, firstPage);
  const step = (by: number): void => {
    const at = pages.rows.findIndex(({ id }) => id === chosen);
    const next = pages.rows[at === -1 ? 0 : Math.min(Math.max(at + by, 0), pages.rows.length - 1)];
    if (next) filter.set({ thread: next.id });
  };
  useLetterKeys({ j: () => step(1), k: () => step(-1) });
  const isFiltered = label !== "" || unread !== "";

  return (
    <>
      <PageHeader
        title="Replies"
        description={
          firstPage.unread === 0
            ? "Answers to your emails, sorted by what they mean."
            : `${firstPage.unread} unread. Answers to your emails, sorted by what they mean.`
        }
      />
      {firstPage.data.length === 0 && !isFiltered ? (
        <Blank icon={<IconMessages size={26} />} title="No replies yet">
          An answer to one of your emails appears here, and stops the sequence for that person.
        </Blank>
      ) : (
        <div className={classes.columns} data-open={chosen !== ""}>
          <ConversationList filter={filter} pages={pages} />
          {chosen === "" ? (
            <Alert variant="light" color="gray" visibleFrom="md">
              Choose a conversation to read it.
            </Alert>
          ) : (
            <ThreadView
              key={chosen}
              project={project}
              threadId={chosen}
              members={members}
              onBack={() => filter.set({ thread: "" })}
            />
          )}
        </div>
      )}
    </>
  );
}

type ListProps = { filter: UrlFilter<"label" | "unread" | "thread">; pages: Pages<ReplyThread> };

function ConversationList({ filter, pages }: ListProps) {
  const { label, unread, thread: chosen } = filter.values;
  const choose = (thread: string): void => filter.set({ thread });
  return (
    <div className={classes.side}>
      <SegmentedControl
        fullWidth
        mb="sm"
        size="xs"
        aria-label="Show"
        data={SHOWN}
        value={unread === "true" ? "unread" : label || "all"}
        onChange={(value) =>
          filter.set({
            unread: value === "unread" ? "true" : "",
            label: value === "unread" || value === "all" ? "" : value,
          })
        }
      />
      <Card p={0}>
        {pages.rows.length === 0 && (
          <Text p="md" c="dimmed" size="sm">
            No conversation matches. Choose “All”.
          </Text>
        )}
        <ul className={classes.list} aria-label="Conversations">
          {pages.rows.map((thread) => (
            <ThreadEntry key={thread.id} thread={thread} isChosen={thread.id === chosen} onChoose={choose} />
          ))}
        </ul>
      </Card>
      <MoreRows pages={pages} title="Further conversations could not be loaded" />
      <Text size="xs" c="dimmed" mt="sm" visibleFrom="md">
        Press J and K to move through the list.
      </Text>
    </div>
  );
}
