"use client";

import { Anchor, Button, Card, Group, List, ListItem, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { formatUsd } from "@/app/_ui/numbers";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { LeadResearch } from "@/lib/metering/spending/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";
import type { Finding, SourceState } from "@/lib/outreach/research/schemas";

type Props = { project: Project; lead: Lead; initial: LeadResearch };

const SOURCES: Record<Finding["source"], string> = {
  website: "Their website",
  google: "Google search",
  apify: "Apify",
  relevance: "Relevance AI",
};
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** The findings about a lead, where each was read, and the cost of research and drafts. */
export function LeadResearchCard({ project, lead, initial }: Props) {
  const { workspace_id } = project;
  const path = `/api/leads/${lead.id}/research`;
  const read = useQuery({
    queryKey: ["company", project.id, "lead", lead.id, "research"],
    queryFn: ({ signal }) => api<LeadResearch>(path, { query: { workspace_id }, signal }),
    initialData: initial,
  });
  // The button goes once it was pressed: the focus moves to the answer.
  const answer = useRef<HTMLDivElement>(null);
  const again = useMutation({
    mutationFn: () => api(path, { json: { workspace_id } }),
    onSuccess: async () => {
      await read.refetch();
      answer.current?.focus();
    },
    onError: (error) => notifyFailure("The research was not asked for", error),
  });
  const { findings, sources, asked_at, costs } = read.data;
  const isEmailed = lead.status === "active" && lead.held_for === null && lead.suppressed_for === null;
  return (
    <Card component="section" aria-labelledby="research-title">
      <Group justify="space-between" gap="sm" mb="xs">
        <Title order={2} size="h4" id="research-title">
          Research
        </Title>
        {isEmailed && sources.length > 0 && asked_at === null && (
          <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            Research again
          </Button>
        )}
      </Group>
      <div role="status" aria-live="polite" ref={answer} tabIndex={-1}>
        {asked_at !== null && (
          <Text size="sm" mb="sm">
            The next run of an active campaign that emails this person researches them again. Asked for{" "}
            <When iso={asked_at} />.
          </Text>
        )}
      </div>
      {findings.length === 0 ? (
        <Text size="sm" c="dimmed">
          {sources.length === 0 ? "This lead was not looked up yet." : "Nothing was found that an email could mention."}
        </Text>
      ) : (
        <Stack gap="md" component="ol" p={0} m={0} style={{ listStyle: "none" }}>
          {findings.map((finding) => (
            <FindingItem
              key={finding.number}
              finding={finding}
              cost={sources.find(({ source }) => source === finding.source)?.cost_usd ?? null}
            />
          ))}
        </Stack>
      )}
      <Sources sources={sources.filter(({ outcome }) => outcome !== "read")} />
      <Text size="sm" mt="md">
        {costWords(sources, costs)}
      </Text>
    </Card>
  );
}

function FindingItem({ finding, cost }: { finding: Finding; cost: number | null }) {
  const { number, fact, quote, url, dated, source, found_at } = finding;
  return (
    <li>
      <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
        {number}. {fact}
      </Text>
      <Text size="sm" component="blockquote" m={0} mt={2} style={{ overflowWrap: "anywhere" }}>
        “{quote}”
      </Text>
      <Text size="xs" c="dimmed" mt={2}>
        {SOURCES[source]} ·{" "}
        <Anchor href={url} target="_blank" rel="noreferrer" size="xs" underline="always">
          {new URL(url).hostname}
        </Anchor>
        {dated && ` · ${DAY.format(new Date(dated))}`} · read <When iso={found_at} /> · {sourceCost(source, cost)}
      </Text>
    </li>
  );
}

function Sources({ sources }: { sources: SourceState[] }) {
  if (sources.length === 0) return null;
  return (
    <List size="xs" mt="md">
      {sources.map(({ source, reason, read_at }) => (
        <ListItem key={source}>
          <Text size="xs" c="dimmed">
            {SOURCES[source]}: {reason} Asked <When iso={read_at} />.
          </Text>
        </ListItem>
      ))}
    </List>
  );
}

/** All lookups of a source about this lead cost this much together. */
function sourceCost(source: Finding["source"], cost: number | null): string {
  if (source === "website") return "free";
  if (cost === null) return "the service does not say what it cost";
  return source === "google" ? `${formatUsd(cost)} at most` : formatUsd(cost);
}

function costWords(sources: SourceState[], { calls, cost_usd, unpriced, total_usd }: LeadResearch["costs"]): string {
  const paid = sources.filter(({ source, cost_usd: cost }) => source !== "website" && cost !== null);
  const parts = [
    `${calls} model ${calls === 1 ? "call" : "calls"} for research and drafts: ${formatUsd(cost_usd)}`,
    ...paid.map(({ source, cost_usd: cost }) => `${SOURCES[source]}: ${sourceCost(source, cost)}`),
  ];
  const unknown = unpriced > 0 ? ` ${unpriced} of the calls ${unpriced === 1 ? "has" : "have"} no known price.` : "";
  return `Cost of this lead: ${formatUsd(total_usd)}. ${parts.join("; ")}.${unknown}`;
}
