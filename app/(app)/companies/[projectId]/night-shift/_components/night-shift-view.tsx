"use client";

import { Alert, Button, Card, Grid, Progress, Stack, Text, Title } from "@mantine/core";
import { IconMoon, IconPlayerPlay } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { PageHeader } from "@/app/_ui/page-header";
import { WhenDue } from "@/app/_ui/when";
import type { Latest, NightRun } from "@/lib/autopilot/nightshift/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { HistoryStrip } from "./history-strip";
import { RecommendationCard } from "./recommendation-card";
import { ReportCard } from "./report-card";
import { SettingsCard, TrackCard } from "./track-card";
import { useLatest, useRunShift } from "./use-night-shift";

type Props = { project: Project; first: Latest; mayDecide: boolean };

const STEPS: Record<NightRun["step"], { words: string; percent: number }> = {
  started: { words: "Reading the company's facts", percent: 15 },
  facts: { words: "Ranking what could be done", percent: 40 },
  ranked: { words: "Wording the recommendations", percent: 65 },
  worded: { words: "Writing the report", percent: 90 },
  stored: { words: "Done", percent: 100 },
};

/** The next things that the company could do, found over night in its own facts. */
export function NightShiftView({ project, first, mayDecide }: Props) {
  const { data: latest = first } = useLatest(project, first);
  const run = useRunShift(project);
  const { running, report_run: reported } = latest;
  const isRunning = running !== null || run.isPending;
  const runNow = (
    <Button
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
      loading={isRunning}
      disabled={!mayDecide}
      onClick={() => run.mutate()}
    >
      Run now
    </Button>
  );
  const isEmpty = reported?.report == null;
  return (
    <>
      <PageHeader
        title="Night shift"
        description={<NextNight nextAt={latest.next_at} mode={latest.settings.mode} />}
        actions={isEmpty ? undefined : runNow}
      />
      <Stack>
        {running && <UnderWay run={running} />}
        {!isRunning && latest.history[0]?.state === "failed" && (
          <Alert color="red" title="The last night did not finish">
            {latest.history[0].why} The report before it stays below.
          </Alert>
        )}
        {isEmpty ? (
          <Blank icon={<IconMoon size={26} />} title="First run tonight" action={runNow}>
            It runs in shadow mode for 7 nights: it says what it would do, and you see whether you agree, before it may
            propose anything.
          </Blank>
        ) : (
          <Filled project={project} latest={latest} mayDecide={mayDecide} />
        )}
      </Stack>
    </>
  );
}

function NextNight({ nextAt, mode }: { nextAt: string | null; mode: "shadow" | "live" }) {
  return (
    <>
      {mode === "shadow" ? "Shadow mode: it recommends and stages nothing. " : "Live: what you accept is proposed. "}
      {nextAt && (
        <>
          Next night <WhenDue iso={nextAt} />.
        </>
      )}
    </>
  );
}

function UnderWay({ run }: { run: NightRun }) {
  const { words, percent } = STEPS[run.step];
  return (
    <Card role="status">
      <Text size="sm" mb="xs">
        {words} …
      </Text>
      <Progress value={percent} aria-label={words} />
    </Card>
  );
}

function Filled({ project, latest, mayDecide }: { project: Project; latest: Latest; mayDecide: boolean }) {
  const { run, report_run: reported, recommendations, shadow, settings } = latest;
  if (!reported?.report) return null;
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack>
          {run?.state === "nothing_new" && (
            <Alert color="gray" title={`Night ${run.night}: nothing new`}>
              Nothing happened since the report below, so nothing was asked of a model and no email was sent.
            </Alert>
          )}
          <section aria-labelledby="recommended">
            <Title order={2} fz="h3" id="recommended" mb="sm">
              {recommendations.length === 0 ? "Nothing to recommend" : "Do next"}
            </Title>
            {recommendations.length === 0 ? (
              <Text c="dimmed">{reported.why ?? "Everything it recommended is decided."}</Text>
            ) : (
              <Stack>
                {recommendations.map((each) => (
                  <RecommendationCard key={each.id} project={project} recommendation={each} mayDecide={mayDecide} />
                ))}
              </Stack>
            )}
          </section>
          <ReportCard project={project} run={reported} report={reported.report} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack>
          {settings.mode === "shadow" && !settings.mode_chosen && (
            <Card>
              <Text size="sm">
                Shadow ends after {shadow.nights_needed} nights ({shadow.nights} so far) or {shadow.decided_needed}{" "}
                decisions ({shadow.decided} so far).
              </Text>
            </Card>
          )}
          <TrackCard latest={latest} />
          <SettingsCard project={project} latest={latest} mayChange={mayDecide} />
          <HistoryStrip history={latest.history} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
