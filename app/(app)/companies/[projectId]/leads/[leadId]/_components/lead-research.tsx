import { Anchor, Card, List, ListItem, Stack, Text, Title } from "@mantine/core";
import { formatUsd } from "@/app/_ui/numbers";
import { When } from "@/app/_ui/when";
import type { LeadCosts } from "@/lib/metering/spending/schemas";
import type { LeadResearch } from "@/lib/outreach/research/list-findings";
import type { Finding, SourceState } from "@/lib/outreach/research/schemas";

export type Researched = { research: LeadResearch; costs: LeadCosts };

const SOURCES: Record<Finding["source"], string> = {
  website: "Their website",
  google: "Google search",
  apify: "Apify",
  relevance: "Relevance AI",
};
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** The findings about a lead, where each was read, and the cost of research and drafts. */
export function LeadResearchCard({ research: { findings, sources }, costs }: Researched) {
  return (
    <Card component="section" aria-labelledby="research-title">
      <Title order={2} size="h4" mb="xs" id="research-title">
        Research
      </Title>
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

function costWords(sources: SourceState[], { calls, cost_usd, unpriced }: LeadCosts): string {
  const paid = sources.filter(({ source, cost_usd: cost }) => source !== "website" && cost !== null);
  const parts = [
    `${calls} model ${calls === 1 ? "call" : "calls"} for research and drafts: ${formatUsd(cost_usd)}`,
    ...paid.map(({ source, cost_usd: cost }) => `${SOURCES[source]}: ${sourceCost(source, cost)}`),
  ];
  const total = cost_usd + paid.reduce((sum, { cost_usd: cost }) => sum + (cost ?? 0), 0);
  const unknown = unpriced > 0 ? ` ${unpriced} of the calls ${unpriced === 1 ? "has" : "have"} no known price.` : "";
  return `Cost of this lead: ${formatUsd(total)}. ${parts.join("; ")}.${unknown}`;
}
