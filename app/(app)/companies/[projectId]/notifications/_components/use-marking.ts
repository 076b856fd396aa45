"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { unreadKey } from "@/app/_ui/shell/notification-bell";
import type { Notification } from "@/lib/foundation/notifications/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { notificationsKey } from "./use-notifications";

type Marking = {
  isUnread: (notification: Notification) => boolean;
  mark: (id: string) => void;
  /** Marks all; those on the page are as new as this moment. */
  markAll: (newest: string) => void;
  pending: boolean;
};

/** Marks notifications as read; the page shows it at once, and takes it back when it failed. */
export function useMarking({ id: projectId, workspace_id }: Project): Marking {
  const queries = useQueryClient();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  // Of what arrives after it, nothing was read.
  const [allUntil, setAllUntil] = useState("");
  const marking = useMutation({
    mutationFn: ({ ids, until }: { ids?: string[]; until?: string; undo: () => void }) =>
      api("/api/notifications/read", { json: { workspace_id, ids, until } }),
    onError: (error, { undo }) => {
      undo();
      notifyFailure("It was not marked as read", error);
    },
    onSettled: (_answer, _error, { until }) => {
      void queries.invalidateQueries({ queryKey: unreadKey(projectId) });
      // One that was marked by itself stays where it is, and whoever marked it with it.
      if (until) void queries.invalidateQueries({ queryKey: notificationsKey(projectId) });
    },
  });
  const mark = (id: string): void => {
    setRead((known) => new Set([...known, id]));
    const undo = (): void => setRead((known) => new Set([...known].filter((one) => one !== id)));
    marking.mutate({ ids: [id], undo });
  };
  const markAll = (newest: string): void => {
    setAllUntil(newest);
    marking.mutate({ until: newest, undo: () => setAllUntil("") });
  };
  const isUnread = ({ id, read_at, created_at }: Notification): boolean =>
    read_at === null && !read.has(id) && !(allUntil && Date.parse(created_at) <= Date.parse(allUntil));
  return { isUnread, mark, markAll, pending: marking.isPending };
}
