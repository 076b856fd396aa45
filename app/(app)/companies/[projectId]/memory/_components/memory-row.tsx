"use client";

import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { Memory, MemorySource, MemoryTrust, MemoryUse } from "@/lib/autopilot/memory/schemas";
import type { Project } from "@/lib/company/projects/schemas";

type Props = { project: Project; memory: Memory; onEdit: () => void };
type Step = "confirm" | "forget" | "restore";

const SOURCES: Record<MemorySource["type"], string> = {
  person: "added by a member",
  chat_message: "from the chat",
  packet_field: "from the plan",
  decision_note: "from a decision",
  ledger: "from the ledger",
  email: "from an email",
  web: "from a web page",
  file: "from a file",
};
const TRUST: Record<MemoryTrust, string> = {
  founder: "your words",
  model: "worded by the model",
  third_party: "words of others",
};
const PLACES: Record<MemoryUse["where"], [one: string, many: string]> = {
  reply: ["reply", "replies"],
  night: ["night", "nights"],
  packet: ["packet", "packets"],
};

/** One memory with its quote, where it was used, and the steps that are left. */
export function MemoryRow({ project, memory, onEdit }: Props) {
  const queries = useQueryClient();
  const { id, kind, text, quote, source, trust, status, rule, valid_from, valid_to } = memory;
  const step = useMutation({
    mutationFn: (name: Step) => api(`/api/projects/${project.id}/memory/${id}/${name}`, { method: "POST" }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id, "memory"] }),
    onError: (error) => notifyFailure("The memory stays as it is", error),
  });
  const button = (name: Step, label: string, filled = false) => (
    <Button
      size="xs"
      variant={filled ? "filled" : "default"}
      loading={step.isPending && step.variables === name}
      disabled={step.isPending}
      onClick={() => step.mutate(name)}
      aria-label={`${label}: ${text}`}
    >
      {label}
    </Button>
  );
  return (
    <Stack gap={4}>
      <Text style={{ overflowWrap: "anywhere" }}>{text}</Text>
      {quote && quote !== text && (
        <Text size="sm" c="dimmed" fs="italic" style={{ overflowWrap: "anywhere" }}>
          “{quote}”
        </Text>
      )}
      <Group gap="xs">
        <Badge variant="light">{kind}</Badge>
        {kind === "rule" && (
          <Badge variant="light" color={rule ? "green" : "gray"}>
            {rule ? "checked before each action" : "advice to the model only"}
          </Badge>
        )}
        <Text size="xs" c="dimmed">
          {SOURCES[source.type]}, {TRUST[trust]}
          {valid_from && (
            <>
              {" · since "}
              <When iso={valid_from} />
            </>
          )}
          {valid_to && (
            <>
              {" · until "}
              <When iso={valid_to} />
            </>
          )}
          {status === "active" && ` · ${usesOf(memory)}`}
        </Text>
      </Group>
      <Group gap="xs" mt={4}>
        {status === "proposed" && button("confirm", "Confirm", true)}
        {status === "superseded" && button("restore", "Restore")}
        {status !== "superseded" && (
          <Button size="xs" variant="default" onClick={onEdit} aria-label={`Edit: ${text}`}>
            Edit
          </Button>
        )}
        {button("forget", "Forget")}
      </Group>
    </Stack>
  );
}

/** “Used in 3 replies, 1 night”. */
function usesOf({ uses, used_in }: Memory): string {
  if (uses === 0) return "not used yet";
  const places = (Object.keys(PLACES) as MemoryUse["where"][]).flatMap((where) => {
    const n = used_in.filter((use) => use.where === where).length;
    return n === 0 ? [] : [`${n} ${PLACES[where][n === 1 ? 0 : 1]}`];
  });
  const shown = used_in.length < uses ? `${uses} times, lately in ` : "";
  return `used ${shown === "" ? "in " : shown}${places.join(", ")}`;
}
