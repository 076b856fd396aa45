"use client";

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Fact, Facts } from "@/app/_ui/facts";
import { Link } from "@/app/_ui/link";
import { METRICS } from "@/lib/autopilot/nightshift/candidate";
import { LIMITS } from "@/lib/autopilot/nightshift/limits";
import type { Recommendation } from "@/lib/autopilot/nightshift/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { Evidence } from "./evidence";
import { useDecide } from "./use-night-shift";

const DismissDialog = dynamic(() => import("./dismiss-dialog").then((module) => module.DismissDialog));

const BANDS = { low: "Low confidence", medium: "Medium confidence", high: "High confidence" };
const COLORS = { low: "gray", medium: "blue", high: "green" };

type Props = { project: Project; recommendation: Recommendation; mayDecide: boolean };

/** One thing to do next: why, what it may change, how sure that is and what it costs, and the two answers. */
export function RecommendationCard({ project, recommendation, mayDecide }: Props) {
  const { id, rank, title, why, band, state, reason, mode, action_draft, evidence, origin } = recommendation;
  const decide = useDecide(project);
  const [dismissing, setDismissing] = useState(false);
  return (
    <Card id={id} component="article" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
          <Title order={3} fz="h4" style={{ overflowWrap: "anywhere", minWidth: 0 }}>
            {rank}. {title}
          </Title>
          <Badge color={COLORS[band]} variant="light" style={{ flexShrink: 0 }}>
            {BANDS[band]}
          </Badge>
        </Group>
        <Text size="sm">{why}</Text>
        <Facts>
          <Fact name="Effect">{effectOf(recommendation)}</Fact>
          <Fact name="Track record">{trackRecordOf(recommendation)}</Fact>
          <Fact name="Cost">{costOf(recommendation)}</Fact>
          <Fact name="Score">{scoreOf(recommendation)}</Fact>
          {origin === "model" && <Fact name="Idea of">the model, with the evidence below</Fact>}
        </Facts>
        <Evidence projectId={project.id} refs={evidence} />
        {state === "open" ? (
          <Group gap="sm">
            <Button
              leftSection={<IconCheck size={16} aria-hidden />}
              disabled={!mayDecide || decide.isPending}
              loading={decide.isPending && decide.variables?.reason === undefined}
              onClick={() => decide.mutate({ id })}
            >
              {action_draft && mode === "live" ? "Accept and propose it" : "Accept"}
            </Button>
            <Button
              variant="default"
              leftSection={<IconX size={16} aria-hidden />}
              disabled={!mayDecide || decide.isPending}
              onClick={() => setDismissing(true)}
            >
              Dismiss
            </Button>
          </Group>
        ) : (
          <Decision project={project} recommendation={recommendation} reason={reason} />
        )}
      </Stack>
      {dismissing && (
        <DismissDialog
          title={title}
          onClose={() => setDismissing(false)}
          onDismiss={(why) => {
            setDismissing(false);
            decide.mutate({ id, reason: why });
          }}
        />
      )}
    </Card>
  );
}

type Decided = { project: Project; recommendation: Recommendation; reason: string | null };

function Decision({ project, recommendation: { state, approval_id, task_id }, reason }: Decided) {
  const path = approval_id ? `/approvals/${approval_id}` : task_id ? `/tasks/${task_id}` : null;
  return (
    <Text size="sm" c="dimmed">
      {state === "accepted" ? "Accepted." : `Dismissed${reason ? `: ${reason}` : "."}`}{" "}
      {state === "accepted" && path && (
        <Link href={`/companies/${project.id}${path}`} className="plain-link">
          <Anchor component="span" size="sm">
            {approval_id ? "Open its proposal" : "Open its task"}
          </Anchor>
        </Link>
      )}
    </Text>
  );
}

function effectOf({ metric, effect_low, effect_high, horizon }: Recommendation): string {
  if (metric === "problem") return `The problem is gone within ${horizon} days`;
  const range = effect_low === effect_high ? `${effect_low}` : `${effect_low} to ${effect_high}`;
  return `${METRICS[metric as keyof typeof METRICS] ?? metric}: ${range} more within ${horizon} days`;
}

const trackRecordOf = ({ track_hits, track_count }: Recommendation): string =>
  track_count < LIMITS.trackRecordFrom
    ? `No track record yet (n = ${track_count})`
    : `${track_hits} of ${track_count} like it moved their number`;

const costOf = ({ cost_cents, minutes, reversible }: Recommendation): string =>
  `${cost_cents === 0 ? "No money" : `$${(cost_cents / 100).toFixed(2)}`}, about ${minutes} min of yours${reversible ? "" : ", cannot be taken back"}`;

const scoreOf = ({ score, components: { p, value, cost, irreversibility } }: Recommendation): string =>
  `${score.toFixed(1)} = ${p.toFixed(2)} × ${value} − ${cost.toFixed(1)}${irreversibility ? ` − ${irreversibility}` : ""}`;
