"use client";

import { ActionIcon } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@/app/_ui/link";
import { api } from "../api-client";
import { formatCounted } from "../numbers";
import classes from "./notification-bell.module.css";

type Props = { projectId: string; workspaceId: string; unread: number };

export const unreadKey = (projectId: string): string[] => ["company", projectId, "unread"];

/** The way to the notifications, and how many are unread. */
export function NotificationBell({ projectId, workspaceId, unread }: Props) {
  const { data } = useQuery({
    queryKey: unreadKey(projectId),
    queryFn: async ({ signal }) => {
      const query = { workspace_id: workspaceId, unread: "true", limit: 1 };
      return (await api<{ unread: number }>("/api/notifications", { query, signal })).unread;
    },
    initialData: unread,
    refetchInterval: 30_000,
  });
  return (
    <ActionIcon
      component={Link}
      href={`/companies/${projectId}/notifications`}
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={data === 0 ? "Notifications" : `Notifications, ${formatCounted(data, "unread", "unread")}`}
      className={classes.bell}
    >
      <IconBell size={18} aria-hidden />
      {data > 0 && (
        <span className={classes.count} aria-hidden>
          {data > 99 ? "99+" : data}
        </span>
      )}
    </ActionIcon>
  );
}
