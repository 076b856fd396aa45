import { Alert, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { LinkButton } from "@/app/_ui/link-button";
import type { Project } from "@/lib/company/projects/schemas";
import type { Mailbox } from "@/lib/outreach/mailbox/schemas";

/** The mailboxes whose follow-ups wait because their answers cannot be read, with the server's words. */
export function UnreadReplies({ project }: { project: Project }) {
  const { data } = useQuery({
    queryKey: ["company", project.id, "mailboxes"],
    queryFn: ({ signal }) =>
      api<{ data: Mailbox[] }>("/api/mailboxes", { query: { workspace_id: project.workspace_id }, signal }),
  });
  const unread = data?.data.filter(({ replies }) => replies?.holds_follow_ups) ?? [];
  return (
    <>
      {unread.map((row) => (
        <Unread key={row.mailbox} project={project} row={row} />
      ))}
    </>
  );
}

function Unread({ project, row: { address, replies } }: { project: Project; row: Mailbox }) {
  return (
    <Alert
      color="red"
      role="alert"
      title={`Replies to ${address} cannot be read`}
      icon={<IconAlertTriangle size={18} aria-hidden />}
    >
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {replies?.problem} Follow-ups from this mailbox wait, because they would also go to people who answered. They go
        on once Greenlight can read it, which it tries by itself.
      </Text>
      <Group mt="sm">
        <LinkButton size="xs" href={`/companies/${project.id}/settings#sending`}>
          Connect the replies again
        </LinkButton>
      </Group>
    </Alert>
  );
}
