"use client";

import { Alert, Badge, Button, Card, Group, Loader, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { LinkButton } from "@/app/_ui/link-button";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { CampaignFromPlan, Plan } from "@/lib/autopilot/plan/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { FieldRow } from "./field-row";
import { HypothesisTable } from "./hypothesis-table";

const FieldDialog = dynamic(() => import("./field-dialog").then((module) => module.FieldDialog));

export type Entry = Plan["data"][number];
type Props = { project: Project; entry: Entry };

const UNDER_WAY = new Set(["queued", "reading", "writing", "checking"]);

/** One packet: how far its draft is, its fields with their sources, and what is open. */
export function PacketView({ project, entry }: Props) {
  const { phase, labels, newest, diff, weakened_by } = entry;
  const [edited, setEdited] = useState<string | null>(null);
  return (
    <Stack gap="md">
      <Steps project={project} entry={entry} />
      <Progress entry={entry} />
      {newest && (
        <>
          {newest.synopsis && <Text>{newest.synopsis}</Text>}
          {phase === 1 && <HypothesisTable hypotheses={newest.hypotheses} />}
          <Card>
            <Stack gap="md">
              {Object.entries(labels).map(([key, label]) => (
                <FieldRow
                  key={key}
                  label={label}
                  field={newest.fields[key]}
                  unknown={newest.unknowns.find(({ field }) => field === key)}
                  change={diff.find(({ field }) => field === key)}
                  isWeak={weakened_by.some(({ field }) => field === key)}
                  onEdit={() => setEdited(key)}
                />
              ))}
            </Stack>
          </Card>
          {phase === 2 && <MakeCampaign project={project} entry={entry} />}
          {edited !== null && (
            <FieldDialog
              project={project}
              packet={newest}
              field={edited}
              label={labels[edited] ?? edited}
              onClose={() => setEdited(null)}
            />
          )}
        </>
      )}
    </Stack>
  );
}

const isUnderWay = ({ generation }: Entry): boolean => generation !== null && UNDER_WAY.has(generation.state);

/** Draft, and accept the version that is shown. */
function Steps({ project, entry }: Props) {
  const { phase, title, newest } = entry;
  const queries = useQueryClient();
  const base = `/api/projects/${project.id}/packets`;
  const refresh = () => queries.invalidateQueries({ queryKey: ["company", project.id, "plan"] });
  const draft = useMutation({
    mutationFn: () => api(`${base}/${phase}/draft`, { method: "POST" }),
    onSettled: refresh,
    onError: (error) => notifyFailure("The draft was not begun", error),
  });
  const accept = useMutation({
    mutationFn: () => api(`${base}/${newest?.id}/accept`, { json: { version: newest?.version } }),
    onSettled: refresh,
    onError: (error) => notifyFailure("Nothing was accepted", error),
  });
  return (
    <Group justify="space-between" gap="xs">
      <Version entry={entry} />
      <Group gap="xs">
        {newest && newest.status !== "accepted" && (
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            Accept version {newest.version}
          </Button>
        )}
        <Button
          variant={newest ? "default" : "filled"}
          loading={draft.isPending}
          disabled={isUnderWay(entry)}
          onClick={() => draft.mutate()}
        >
          {newest ? "Draft anew" : `Draft ${title.toLowerCase()}`}
        </Button>
      </Group>
    </Group>
  );
}

function Version({ entry: { newest, accepted_version } }: { entry: Entry }) {
  if (!newest) return <span />;
  const isAccepted = newest.status === "accepted";
  return (
    <Group gap="xs">
      <Badge variant="light" color={isAccepted ? "green" : "gray"}>
        Version {newest.version}, {isAccepted ? "accepted" : "draft"}
      </Badge>
      <Text size="xs" c="dimmed">
        {newest.answered_by ? `${newest.answered_by}, ` : ""}
        <When iso={newest.created_at} />
        {accepted_version && !isAccepted ? ` · version ${accepted_version} counts until you accept this one` : ""}
      </Text>
    </Group>
  );
}

const Progress = ({ entry }: { entry: Entry }) => (
  <div role="status">
    {isUnderWay(entry) && (
      <Group gap="xs">
        <Loader size="xs" />
        <Text size="sm">{entry.generation?.words}</Text>
      </Group>
    )}
    {entry.generation?.state === "failed" && <Alert color="red">The draft failed: {entry.generation.words}</Alert>}
    {entry.generation?.state === "done" && (
      <Text size="sm" c="dimmed">
        {entry.generation.words}
      </Text>
    )}
  </div>
);

/** The way from the plan to the outreach. */
function MakeCampaign({ project, entry: { newest } }: Props) {
  const make = useMutation({
    mutationFn: () =>
      api<CampaignFromPlan>(`/api/projects/${project.id}/packets/${newest?.id}/campaign`, {
        json: { version: newest?.version },
      }),
    onError: (error) => notifyFailure("No campaign was made", error),
  });
  if (make.data) {
    return (
      <Group>
        <Text size="sm">“{make.data.name}” is a campaign in draft. It sends nothing until you activate it.</Text>
        <LinkButton href={`/companies/${project.id}/campaigns/${make.data.id}`} size="xs" variant="default">
          Open campaign
        </LinkButton>
      </Group>
    );
  }
  return (
    <Button
      variant="default"
      loading={make.isPending}
      onClick={() => make.mutate()}
      style={{ alignSelf: "flex-start" }}
    >
      Make a campaign in draft
    </Button>
  );
}
