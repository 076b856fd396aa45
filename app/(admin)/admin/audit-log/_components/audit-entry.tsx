"use client";

import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { LinkButton } from "@/app/_ui/link-button";
import type { AuditLine } from "@/lib/foundation/audit/schemas";
import { ChangeTable } from "../../../_components/change-table";
import { Fact, Facts } from "@/app/_ui/facts";
import { LogEntry } from "../../../_components/log-entry";
import { Moment } from "../../../_components/moment";
import type { AuditFilter, WorkspaceName } from "./audit-filter";

type Props = { line: AuditLine; workspaces: WorkspaceName[]; me: string; filter: AuditFilter };

const ACTORS: Record<string, string> = {
  user: "A member",
  admin: "An administrator",
  key: "An API key",
  webhook: "The webhook token",
  recipient: "A recipient",
  job: "Greenlight",
};

/** One line of the audit log: action, person, workspace and time; opened, also the change and the address. */
export function AuditEntry({ line, workspaces, me, filter }: Props) {
  const workspace = workspaces.find(({ id }) => id === line.workspace_id)?.name ?? line.workspace_id;
  const mine = line.actor_id === me;
  return (
    <LogEntry
      at={line.created_at}
      summary={
        <>
          <span>
            <Text span size="sm" fw={550} display="block">
              {line.action}
            </Text>
            <Text span size="xs" c="dimmed" display="block" lineClamp={2}>
              {line.reason ?? pathOf(line)}
            </Text>
          </span>
          <span>
            <Text span size="sm" display="block">
              {mine ? "You" : (ACTORS[line.actor_type] ?? line.actor_type)}
            </Text>
            {!mine && line.actor_id && (
              <Text span size="xs" c="dimmed" display="block" truncate>
                {line.actor_id}
              </Text>
            )}
          </span>
          <Text span size="sm" c={workspace ? undefined : "dimmed"}>
            {workspace ?? "no workspace"}
          </Text>
        </>
      }
    >
      <Stack gap="md">
        <LineFacts line={line} workspace={workspace} />
        <ChangeTable before={line.before} after={line.after} />
        <MoreLikeThis line={line} filter={filter} />
      </Stack>
    </LogEntry>
  );
}

/** The page that was opened, for a line about reading. */
const pathOf = ({ after }: AuditLine): string | null => (typeof after?.path === "string" ? after.path : null);

function LineFacts({ line, workspace }: { line: AuditLine; workspace: string | null }) {
  return (
    <Facts>
      <Fact name="Line">
        {line.seq} · <Moment iso={line.created_at} />
      </Fact>
      {line.reason && <Fact name="Reason">{line.reason}</Fact>}
      {line.actor_id && (
        <Fact name="Actor">
          {line.actor_type} <Code>{line.actor_id}</Code>
        </Fact>
      )}
      {line.address && <Fact name="Address">{line.address}</Fact>}
      {line.workspace_id && (
        <Fact name="Workspace">
          {workspace !== line.workspace_id && workspace} <Code>{line.workspace_id}</Code>
        </Fact>
      )}
      {line.target_type && (
        <Fact name="Target">
          {line.target_type} {line.target_id && <Code>{line.target_id}</Code>}
        </Fact>
      )}
      {line.request_id && (
        <Fact name="Request">
          <Code>{line.request_id}</Code>
        </Fact>
      )}
      <Fact name="Hash">
        <Code>{line.hash}</Code>
      </Fact>
    </Facts>
  );
}

function MoreLikeThis({ line, filter }: { line: AuditLine; filter: AuditFilter }) {
  const { workspace_id, actor_id, action } = line;
  return (
    <Group gap="xs">
      <Button size="compact-xs" variant="default" onClick={() => filter.set({ action })}>
        Only this action
      </Button>
      {actor_id && (
        <Button size="compact-xs" variant="default" onClick={() => filter.set({ actor_id })}>
          Only this actor
        </Button>
      )}
      {actor_id?.startsWith("user_") && (
        <LinkButton href={`/admin/logins?search=${actor_id}`} size="compact-xs" variant="default">
          Their logins
        </LinkButton>
      )}
      {workspace_id && (
        <Button size="compact-xs" variant="default" onClick={() => filter.set({ workspace_id })}>
          Only this workspace
        </Button>
      )}
    </Group>
  );
}
