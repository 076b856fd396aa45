"use client";

import { Button, Card, SegmentedControl, Stack } from "@mantine/core";
import { IconBell, IconChecks } from "@tabler/icons-react";
import { useRef } from "react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import type { Project } from "@/lib/company/projects/schemas";
import { NotificationItem } from "./notification-item";
import classes from "./notifications.module.css";
import { useMarking } from "./use-marking";
import { useNotifications, type NotificationPage } from "./use-notifications";

type Props = { project: Project; firstPage: NotificationPage; mayMark: boolean };

export function NotificationsView({ project, firstPage, mayMark }: Props) {
  const filter = useUrlFilter(["show"]);
  const onlyUnread = filter.values.show === "unread";
  const pages = useNotifications(project, onlyUnread, firstPage);
  const { isUnread, mark, markAll, pending } = useMarking(project);
  const list = useRef<HTMLDivElement>(null);
  const [newest] = pages.rows;
  return (
    <>
      <PageHeader
        title="Notifications"
        description="Replies, opt-outs, bounces and the budget. Marking as read applies to the whole team."
        actions={
          mayMark &&
          newest &&
          (pages.rows.some(isUnread) || pages.furtherUnread) && (
            <Button
              variant="default"
              leftSection={<IconChecks size={16} aria-hidden />}
              onClick={() => {
                // The button disappears: move the keyboard focus to the list.
                list.current?.focus();
                markAll(newest.created_at);
              }}
              loading={pending}
            >
              Mark all read
            </Button>
          )
        }
      />
      <Stack gap="md" align="flex-start" ref={list} tabIndex={-1} role="group" aria-label="The notifications">
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
