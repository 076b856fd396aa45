"use client";

import { Badge, Code, Stack, Text } from "@mantine/core";
import type { LoginLine } from "@/lib/foundation/audit/schemas";
import { ChangeTable } from "../../../_components/change-table";
import { Fact, Facts } from "@/app/_ui/facts";
import { LogEntry } from "../../../_components/log-entry";
import { Moment } from "../../../_components/moment";

export const EVENTS: Record<LoginLine["event_type"], { words: string; color: string }> = {
  signed_in: { words: "Signed in", color: "green" },
  signed_out: { words: "Signed out", color: "gray" },
  session_ended: { words: "Session ended", color: "gray" },
  session_revoked: { words: "Session revoked", color: "orange" },
  created: { words: "Account created", color: "blue" },
  updated: { words: "Account updated", color: "blue" },
  deleted: { words: "Account deleted", color: "red" },
};

/** One line of the login audit; opened, everything the identity provider said. */
export function LoginEntry({ line }: { line: LoginLine }) {
  const { words, color } = EVENTS[line.event_type];
  return (
    <LogEntry
      at={line.occurred_at}
      summary={
        <>
          <Text span size="sm" fw={550}>
            {line.email ?? line.user_id}
          </Text>
          <span>
            <Badge color={color}>{words}</Badge>
          </span>
          <Text span size="sm" c={line.ip_address ? undefined : "dimmed"}>
            {line.ip_address ?? "no address"}
          </Text>
        </>
      }
    >
      <Stack gap="md">
        <Facts>
          <Fact name="Line">{line.seq}</Fact>
          <Fact name="Happened">
            <Moment iso={line.occurred_at} />
          </Fact>
          <Fact name="Recorded">
            <Moment iso={line.created_at} />
          </Fact>
          <Fact name="Person">
            <Code>{line.user_id}</Code>
          </Fact>
          {line.user_agent && <Fact name="Device">{line.user_agent}</Fact>}
          <Fact name="Hash">
            <Code>{line.hash}</Code>
          </Fact>
        </Facts>
        <ChangeTable before={null} after={line.metadata} />
      </Stack>
    </LogEntry>
  );
}
