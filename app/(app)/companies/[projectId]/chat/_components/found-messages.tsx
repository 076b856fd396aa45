"use client";

import { Highlight, Text } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import type { ChatPage } from "@/lib/autopilot/chat/schemas";
import { When } from "@/app/_ui/when";
import classes from "./chat.module.css";
import type { ChatScreen } from "./use-chat";

const SPEAKERS = { user: "You", assistant: "Reply", system: "Told" };

/** The messages that hold the words, the newest first, also those that were replaced. */
export function FoundMessages({ chat: { path }, search }: { chat: ChatScreen; search: string }) {
  const found = useInfiniteQuery({
    queryKey: ["chat", path, "found", search],
    queryFn: ({ pageParam: cursor, signal }) => api<ChatPage>(path, { query: { q: search, cursor }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
  const rows = found.data?.pages.flatMap(({ data }) => data) ?? [];
  const pages = {
    rows,
    more: found.hasNextPage,
    loading: found.isFetchingNextPage,
    failure: found.error,
    loadMore: () => void found.fetchNextPage(),
  };
  if (found.isSuccess && rows.length === 0)
    return (
      <Blank icon={<IconSearch size={26} />} title="No message holds these words">
        Search for a single word, or clear the field to go back to the talk.
      </Blank>
    );
  return (
    <>
      <ol className={classes.talk} aria-label="Found messages">
        {rows.map(({ id, role, text, created_at, replaced_by }) => (
          <li key={id} className={`${classes.turn} ${classes.told}`}>
            <Text size="xs" c="dimmed">
              {SPEAKERS[role]} · <When iso={created_at} />
              {replaced_by && " · replaced later"}
            </Text>
            <Highlight component="p" m={0} highlight={search} style={{ whiteSpace: "pre-wrap" }}>
              {text}
            </Highlight>
          </li>
        ))}
      </ol>
      <MoreRows pages={pages} title="Further messages could not be loaded" />
    </>
  );
}
