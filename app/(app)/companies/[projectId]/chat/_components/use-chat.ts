"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { useLedgerStream, useRereading } from "@/app/_ui/use-ledger-stream";
import type { ChatMessage, ChatPage, ChatSource, StoppedReply } from "@/lib/autopilot/chat/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { readReply, type ReplyNews } from "./read-reply";

/** Between two looks at a reply that another tab asked for. */
const LOOK_MS = 700;
/** Received mail and the ends of proposals are told by jobs, a moment after their line in the ledger. */
const TOLD_MS = 4_000;

export type ChatScreen = ReturnType<typeof useChat>;

type Live = { message: ChatMessage; reply: ChatMessage };

function withNews(live: Live | null, news: ReplyNews): Live | null {
  if (news.event === "message") return news.data;
  if (!live || news.event === "ended") return live;
  const { reply } = live;
  if (news.event === "text") return { ...live, reply: { ...reply, text: reply.text + news.data.text } };
  if (news.event === "steps") return { ...live, reply: { ...reply, steps: news.data.steps } };
  return { ...live, reply: news.data };
}

const oldestFirst = (a: ChatMessage, b: ChatMessage): number =>
  a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : a.id < b.id ? -1 : 1;

/** Of two states of the same message, the one that is further on. */
function merged(known: readonly ChatMessage[], live: Live | null): ChatMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of live ? [live.message, live.reply] : []) {
    const before = byId.get(message.id);
    if (!before || before.status === "running") byId.set(message.id, message);
  }
  const gone = new Set(known.filter(({ replaced_by }) => replaced_by !== null).map(({ id }) => id));
  return [...byId.values()].filter(({ id }) => !gone.has(id)).toSorted(oldestFirst);
}

const sourcesIn = (pages: readonly ChatPage[]): ReadonlyMap<string, ChatSource> =>
  new Map(pages.flatMap(({ sources }) => sources.map((source) => [source.ref, source])));

/** The history of a company's chat with the reply that is being written, in this tab or another, and all that can be done in it. */
export function useChat(project: Project, firstPage: ChatPage) {
  const path = `/api/projects/${project.id}/chat`;
  const queryKey = ["company", project.id, "chat"];
  const queries = useQueryClient();
  const [live, setLive] = useState<Live | null>(null);
  const [older, setOlder] = useState<readonly ChatPage[]>([]);
  const isReading = live?.reply.status === "running";
  const { data: page } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<ChatPage>(path, { query: { limit: 50 }, signal }),
    initialData: firstPage,
    refetchInterval: ({ state }) => (state.data?.running_id && !isReading ? LOOK_MS : TOLD_MS),
  });
  const reread = useRereading(queryKey);
  useLedgerStream(project.id, ({ type }) => {
    if (/^(chat|approval|email\.inbound)\./.test(type)) reread();
  });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey });

  const ask = useMutation({
    mutationFn: ({ to = "", json }: { to?: string; json?: object }) =>
      readReply({ path: path + to, json, onNews: (news) => setLive((before) => withNews(before, news)) }),
    onError: (error) => {
      // The row goes on without this tab: the next look shows it.
      if (!(error instanceof ApiError) || error.status !== 0) notifyFailure("The message was not sent", error);
    },
    onSettled: async () => {
      await refresh();
      setLive(null);
    },
  });
  const stop = useMutation({
    mutationFn: () => api<StoppedReply>(path, { method: "DELETE" }),
    onError: (error) => notifyFailure("The reply was not stopped", error),
    onSettled: refresh,
  });
  const redact = useMutation({
    mutationFn: (id: string) => api<ChatMessage>(`${path}/${id}`, { method: "DELETE" }),
    onError: (error) => notifyFailure("The text was not deleted", error),
    onSettled: async () => {
      setOlder([]);
      await refresh();
    },
  });
  const cursor = older.at(-1) ? (older.at(-1)?.next_cursor ?? null) : page.next_cursor;
  const loadOlder = useMutation({
    mutationFn: () => api<ChatPage>(path, { query: { limit: 50, cursor } }),
    onSuccess: (next) => setOlder((before) => [...before, next]),
    onError: (error) => notifyFailure("Earlier messages could not be loaded", error),
  });
  const pages = [page, ...older];
  const messages = merged(
    pages.flatMap(({ data }) => data),
    live,
  );
  return {
    project,
    path,
    messages,
    sources: sourcesIn(pages),
    isRunning: messages.some(({ status }) => status === "running") || ask.isPending,
    ask: ask.mutate,
    stop,
    redact: redact.mutate,
    older: cursor === null ? null : loadOlder,
  };
}
