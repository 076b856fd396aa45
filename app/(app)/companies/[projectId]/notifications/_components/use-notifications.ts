"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { useLedgerStream, useRereading } from "@/app/_ui/use-ledger-stream";
import type { Page, Pages } from "@/app/_ui/use-pages";
import type { Notification } from "@/lib/foundation/notifications/schemas";
import type { Project } from "@/lib/company/projects/schemas";

export type NotificationPage = Page<Notification> & { unread: number };
type Notifications = Pages<Notification> & {
  /** Some that are unread stand on pages that are not open. */
  furtherUnread: boolean;
};

export const notificationsKey = (projectId: string): string[] => ["company", projectId, "notifications"];

/** The notifications, newest first. New ones refetch every open page. */
export function useNotifications(project: Project, onlyUnread: boolean, firstPage: NotificationPage): Notifications {
  const query = { workspace_id: project.workspace_id, ...(onlyUnread && { unread: "true" }) };
  const list = useInfiniteQuery({
    queryKey: [...notificationsKey(project.id), onlyUnread],
    queryFn: ({ pageParam, signal }) =>
      api<NotificationPage>("/api/notifications", { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    initialData: { pages: [firstPage], pageParams: [null] },
    // The page of a back button is as old as the last visit.
    initialDataUpdatedAt: 0,
    getNextPageParam: (last) => last.next_cursor,
    gcTime: 0,
    // Beside the stream, which knows nothing of what was written before it was open.
    refetchInterval: 30_000,
  });
  useLedgerStream(project.id, useRereading(notificationsKey(project.id)));
  const rows = list.data.pages.flatMap((page) => page.data);
  const unread = list.data.pages[0]?.unread ?? 0;
  return {
    rows,
    furtherUnread: unread > rows.filter(({ read_at }) => read_at === null).length,
    more: list.hasNextPage,
    loading: list.isFetchingNextPage,
    failure: list.isFetchNextPageError ? list.error : null,
    loadMore: () => void list.fetchNextPage(),
  };
}
