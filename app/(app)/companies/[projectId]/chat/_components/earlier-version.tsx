"use client";

import { Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { ChatPage } from "@/lib/autopilot/chat/schemas";
import classes from "./chat.module.css";
import { Markdown } from "./markdown";
import type { ChatScreen } from "./use-chat";

type Props = { chat: ChatScreen; replacedBy: string };

/** The branch that an edit or another reply left: it is kept, and read only. */
export function EarlierVersion({ chat: { path, project }, replacedBy }: Props) {
  const branch = useQuery({
    queryKey: ["company", project.id, "chat", "branch", replacedBy],
    queryFn: ({ signal }) => api<ChatPage>(path, { query: { replaced_by: replacedBy, limit: 100 }, signal }),
  });
  if (branch.isPending) return <Loader size="sm" aria-label="Loading the earlier version" />;
  if (branch.isError) return <Failure title="The earlier version could not be loaded" error={branch.error} />;
  const sources = new Map(branch.data.sources.map((source) => [source.ref, source]));
  return (
    <Stack gap="xs" className={classes.told} aria-label="Earlier version" role="group">
      {branch.data.data.toReversed().map(({ id, role, text }) => (
        <div key={id}>
          <Text size="xs" c="dimmed">
            {role === "user" ? "You" : "Reply"}
          </Text>
          <Markdown text={text} projectId={project.id} sources={sources} />
        </div>
      ))}
    </Stack>
  );
}
