"use client";

import { Alert, Card, Text } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { useLetterKeys } from "@/app/_ui/use-letter-keys";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import type { InboundEmail, MailThread } from "@/lib/company/mail/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { MailEntry } from "./mail-entry";
import classes from "@/app/_ui/inbox.module.css";
import { MailThreadView } from "./mail-thread-view";
import { ReplyAddress } from "./reply-address";
import { UnmatchedCard } from "./unmatched-card";

type Props = {
  project: Project;
  firstPage: Page<MailThread> & { unread: number };
  unmatched: InboundEmail[];
  address: string;
  mayReply: boolean;
};

/** The company's own mail: conversations on the left, the chosen one on the right; on a phone one after the other. */
export function MailView({ project, firstPage, unmatched, address, mayReply }: Props) {
  const filter = useUrlFilter(["thread"]);
  const { thread: chosen } = filter.values;
  const pages = usePages<MailThread>(`/api/projects/${project.id}/messages/threads`, {}, firstPage);
  const step = (by: number): void => {
    const at = pages.rows.findIndex(({ id }) => id === chosen);
    const next = pages.rows[at === -1 ? 0 : Math.min(Math.max(at + by, 0), pages.rows.length - 1)];
    if (next) filter.set({ thread: next.id });
  };
  useLetterKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <>
      <PageHeader
        title="Mail"
        description={`Email to and from the address of your company${firstPage.unread === 0 ? "." : `; ${firstPage.unread} unread.`}`}
      />
      <ReplyAddress project={project} address={address} />
      {firstPage.data.length === 0 ? (
        <Blank icon={<IconInbox size={26} />} title="No email yet">
          Email to {address} appears here. Copy the address and give it to your customers, or send a test.
        </Blank>
      ) : (
        <div className={classes.columns} data-open={chosen !== ""}>
          <div className={classes.side}>
            <Card p={0}>
              <ul className={classes.list} aria-label="Conversations, the newest first">
                {pages.rows.map((thread) => (
                  <MailEntry
                    key={thread.id}
                    thread={thread}
                    isChosen={thread.id === chosen}
                    onChoose={(id) => filter.set({ thread: id })}
                  />
                ))}
              </ul>
            </Card>
            <MoreRows pages={pages} title="Further conversations could not be loaded" />
            <Text size="xs" c="dimmed" mt="sm" visibleFrom="md">
              The newest first. Press J and K to move through the list.
            </Text>
          </div>
          {chosen === "" ? (
            <Alert variant="light" color="gray" visibleFrom="md">
              Choose a conversation to read it.
            </Alert>
          ) : (
            <MailThreadView
              key={chosen}
              project={project}
              threadId={chosen}
              mayReply={mayReply}
              onBack={() => filter.set({ thread: "" })}
            />
          )}
        </div>
      )}
      <UnmatchedCard messages={unmatched} />
    </>
  );
}
