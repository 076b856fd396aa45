"use client";

import { Button, Card, SegmentedControl, Stack } from "@mantine/core";
import { IconBell, IconChecks } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { useLedgerStream } from "@/app/_ui/use-ledger-stream";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import type { Notification } from "@/lib/notifications/schemas";
import type { Project } from "@/lib/projects/schemas";
import { NotificationItem } from "./notification-item";
import classes from "./notifications.module.css";
import { useMarking } from "./use-marking";

type Props = { project: Project; firstPage: Page<Notification> & { unread: number }; mayMark: boolean };

const GATHER_MS = 1_000;

export function NotificationsView({ project, firstPage, mayMark }: Props) {
  const filter = useUrlFilter(["show"]);
  const onlyUnread = filter.values.show === "unread";
  const query: Record<string, string> = { workspace_id: project.workspace_id, ...(onlyUnread && { unread: "true" }) };
  const pages = usePages<Notification>("/api/notifications", query, firstPage);
  const { isUnread, mark, markAll, pending } = useMarking(project);
  useArrivals(project.id);
  const anyUnread = pages.rows.some(isUnread) || (firstPage.unread > pages.rows.length && pages.more);
  return (
    <>
      <PageHeader
        title="Notifications"
        description="Replies, opt-outs, bounces and the budget. What is read is read for everybody in the workspace."
        actions={
          mayMark &&
          anyUnread && (
            <Button
              variant="default"
              leftSection={<IconChecks size={16} aria-hidden />}
              onClick={() => markAll(pages.rows[0]?.created_at ?? "")}
              loading={pending}
            >
              Mark all read
            </Button>
          )
        }
      />
      <Stack gap="md" align="flex-start">
        <SegmentedControl
          data={[
            { value: "", label: "All" },
            { value: "unread", label: "Unread" },
          ]}
          value={onlyUnread ? "unread" : ""}
          onChange={(show) => filter.set({ show })}
          aria-label="Which notifications"
        />
        {pages.rows.length === 0 ? (
          <Nothing onlyUnread={onlyUnread} />
        ) : (
          <Card component="section" aria-label="Notifications" w="100%" py="xs">
            <ul className={classes.list}>
              {pages.rows.map((notification) => (
                <NotificationItem
                  key={notification.id}
                  notification={notification}
                  projectId={project.id}
                  unread={isUnread(notification)}
                  onRead={mayMark ? () => mark(notification.id) : null}
                />
              ))}
            </ul>
            <MoreRows pages={pages} title="The older notifications could not be loaded" />
          </Card>
        )}
      </Stack>
    </>
  );
}

function Nothing({ onlyUnread }: { onlyUnread: boolean }) {
  return (
    <div style={{ width: "100%" }}>
      <Blank icon={<IconBell size={26} />} title={onlyUnread ? "Everything is read" : "No notifications yet"}>
        When somebody replies, opts out or bounces, or when half of the month&apos;s model budget is spent, it stands
        here.
      </Blank>
    </div>
  );
}

/** What is new is read again, once for a burst of ledger lines. */
function useArrivals(projectId: string): void {
  const router = useRouter();
  const waiting = useRef(false);
  useLedgerStream(projectId, () => {
    if (waiting.current) return;
    waiting.current = true;
    setTimeout(() => {
      waiting.current = false;
      router.refresh();
    }, GATHER_MS);
  });
}
