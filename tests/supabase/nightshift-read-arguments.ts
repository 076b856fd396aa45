import type { Things } from "./read-things";

const DAY = "2026-11-21";

/** A night of a company and its recommendation, as the reads below ask for them: with the ids of a receipt and a task. */
export const nightshiftValues = (of: Things): Record<string, Record<string, unknown> | Record<string, unknown>[]> => ({
  "public.nightshift_settings": { project_id: of.project },
  "public.nightshift_runs": {
    id: of.receipt,
    project_id: of.project,
    run_key: DAY,
    local_date: DAY,
    state: "running",
    emails: 1,
  },
  "public.recommendations": [
    {
      id: of.task,
      project_id: of.project,
      run_id: of.receipt,
      key: "sample",
      state: "dismissed",
      horizon: 7,
      outcome_7: "hit",
      decided_at: `${DAY}T10:00:00Z`,
      next_score_at: `${DAY}T10:00:00Z`,
    },
    { project_id: of.project, run_id: of.receipt, key: "open", state: "open" },
    {
      project_id: of.project,
      run_id: of.receipt,
      key: "accepted",
      state: "accepted",
      decided_at: `${DAY}T10:00:00Z`,
    },
  ],
});

export const NIGHTSHIFT_ARGUMENTS: Record<string, (other: Things) => unknown[]> = {
  "lib/autopilot/nightshift/store-facts.ts selectWork": ({ project }) => [
    { projectId: project, since: "2020-01-01T00:00:00Z" },
  ],
  "lib/autopilot/nightshift/store-facts.ts selectWaiting": ({ project }) => [
    { projectId: project, since: "2020-01-01T00:00:00Z" },
  ],
  "lib/autopilot/nightshift/store-facts.ts selectCampaignNumbers": ({ project }) => [{ projectId: project, day: DAY }],
  "lib/autopilot/nightshift/store-facts.ts selectPeopleLeft": () => [100],
  "lib/autopilot/nightshift/store-facts.ts selectBusiness": ({ project }) => [
    { projectId: project, now: "2030-01-01T00:00:00Z" },
  ],
  "lib/autopilot/nightshift/store-facts.ts selectNewestLine": ({ project }) => [project],
  "lib/autopilot/nightshift/store-facts.ts selectHasNews": ({ project }) => [{ projectId: project, position: 0 }],
  "lib/autopilot/nightshift/store-facts.ts selectLinesAbout": ({ project, approval }) => [
    { projectId: project, ids: [approval], position: 1e9 },
  ],
  "lib/autopilot/nightshift/store-runs.ts findRun": ({ receipt }) => [receipt],
  "lib/autopilot/nightshift/store-runs.ts findRunning": ({ project }) => [project],
  "lib/autopilot/nightshift/store-runs.ts findRunByKey": ({ project }) => [{ projectId: project, runKey: DAY }],
  "lib/autopilot/nightshift/store-runs.ts findNewestRun": ({ project }) => [
    { projectId: project, states: ["running"] },
  ],
  "lib/autopilot/nightshift/store-runs.ts selectRuns": ({ project }) => [{ projectId: project, limit: 10 }],
  "lib/autopilot/nightshift/store-runs.ts countNights": ({ project }) => [project],
  "lib/autopilot/nightshift/store-runs.ts findLastEmailed": ({ project }) => [project],
  "lib/autopilot/nightshift/store-settings.ts findSettings": ({ project }) => [project],
  "lib/autopilot/nightshift/store-recommendations.ts selectOpen": ({ project }) => [project],
  "lib/autopilot/nightshift/store-recommendations.ts selectOfRun": ({ receipt }) => [receipt],
  "lib/autopilot/nightshift/store-recommendations.ts findRecommendation": ({ project, task }) => [
    { projectId: project, recommendationId: task },
  ],
  "lib/autopilot/nightshift/store-recommendations.ts selectRefused": ({ project }) => [
    { projectId: project, since: "2020-01-01T00:00:00Z" },
  ],
  "lib/autopilot/nightshift/store-recommendations.ts selectPursued": ({ project }) => [
    { projectId: project, since: "2020-01-01T00:00:00Z" },
  ],
  "lib/autopilot/nightshift/store-recommendations.ts selectScored": ({ project }) => [project],
  "lib/autopilot/nightshift/store-recommendations.ts selectDue": ({ project }) => [project],
  "lib/autopilot/nightshift/store-recommendations.ts countDecisions": ({ project }) => [project],
  "lib/autopilot/nightshift/store-recommendations.ts selectEmailed": ({ receipt }) => [receipt],
};
