import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { DETECTORS } from "@/lib/operations/watchdog/detectors";
import type { CampaignFacts, Facts, Finding } from "@/lib/operations/watchdog/facts";
import { judgeDrifts, type OpenDrift } from "@/lib/operations/watchdog/judge-drifts";
import { DRIFT_KINDS, type DriftKind } from "@/lib/operations/watchdog/schemas";
import type { EngineWorkflow } from "@/lib/providers/workflow-engine/port";

type Node = { type: string; parameters: { rule?: unknown } };

const TEMPLATES = ["email_preparation", "email_1", "email_2", "email_3", "research_report", "reply_tracker", "opt_out"];
const NOW = new Date("2026-11-30T09:00:00Z");
const ID = "11111111-1111-4111-8111-111111111111";
const idOf = (template: string, campaign = ID): string => `${campaign.slice(0, 4)}-${template}`;

const campaign = (more: Partial<CampaignFacts> = {}): CampaignFacts => {
  const id = more.id ?? ID;
  const rows = TEMPLATES.map((template) => {
    return { template, workflow_id: idOf(template, id), name: template, webhook_path: template, content_hash: "h" };
  });
  return { id, name: "First", status: "active", hearsOn: false, rows, ...more };
};

const workflow = (template: string, more: Partial<EngineWorkflow> = {}, of = ID): EngineWorkflow => ({
  workflowId: idOf(template, of),
  key: `campaign:${of}:${template}`,
  name: template,
  active: true,
  versionId: "v1",
  activeVersionId: "v1",
  updatedAt: new Date(NOW.getTime() - 3_600_000).toISOString(),
  archived: false,
  contentHash: "h",
  ...more,
});

/** A campaign that is as it should be. */
const facts = (more: Partial<Facts> = {}, engine: Partial<Facts["engine"]> = {}): Facts => ({
  now: NOW,
  frozen: false,
  held: false,
  campaigns: [campaign()],
  wantedCredentials: ["webhook"],
  starts: new Map(TEMPLATES.map((template) => [idOf(template), [NOW]])),
  version: { running: "2.39.10", pinned: "2.39.10" },
  ...more,
  engine: {
    workflows: TEMPLATES.map((template) => workflow(template)),
    strangers: [],
    credentialKeys: ["webhook"],
    probes: new Map(TEMPLATES.map((template) => [idOf(template), true])),
    running: 0,
    ...engine,
  },
});

/** The engine's workflows with one changed, or without it. */
const changed = (template: string, more: Partial<EngineWorkflow> | null): EngineWorkflow[] =>
  TEMPLATES.flatMap((one) => (one !== template ? [workflow(one)] : more === null ? [] : [workflow(one, more)]));

const found = (of: Facts): [DriftKind, string, Finding["healing"]][] =>
  DETECTORS.flatMap(({ detect }) => detect(of).findings).map(({ kind, subject, healing }) => [kind, subject, healing]);
const unknown = (of: Facts): DriftKind[] =>
  DETECTORS.flatMap(({ kind, detect }) => (detect(of).unknown === "all" ? [kind] : []));

const EMAIL_1 = `${ID}:email_1`;
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

test("each kind has one detector, and a campaign that is as it should be has no drift", () => {
  expect(DETECTORS.map(({ kind }) => kind).toSorted()).toEqual([...DRIFT_KINDS].toSorted());
  expect(found(facts())).toEqual([]);
  expect(unknown(facts())).toEqual([]);
});

test.each<[string, Facts, [DriftKind, string, Finding["healing"]][]]>([
  ["deleted by hand", facts({}, { workflows: changed("email_1", null) }), [["missing", EMAIL_1, "sync"]]],
  [
    "archived by hand",
    facts({}, { workflows: changed("email_1", { archived: true, active: false }) }),
    [["missing", EMAIL_1, "sync"]],
  ],
  [
    "unpublished by hand",
    facts({}, { workflows: changed("email_1", { active: false, activeVersionId: null }) }),
    [["state_mismatch", EMAIL_1, "sync"]],
  ],
  [
    "renamed or edited, and published",
    facts({}, { workflows: changed("email_1", { contentHash: "other" }) }),
    [["content_drift", EMAIL_1, null]],
  ],
  [
    "edited, and not published",
    facts({}, { workflows: changed("email_1", { contentHash: "other", versionId: "v2" }) }),
    [["content_drift", EMAIL_1, null]],
  ],
  [
    "a publication that lags",
    facts({}, { workflows: changed("email_1", { versionId: "v2" }) }),
    [["unpublished_half", EMAIL_1, "sync"]],
  ],
  [
    "active, but 404",
    facts({}, { probes: new Map(TEMPLATES.map((one) => [idOf(one), one !== "email_1"])) }),
    [["ghost_webhook", EMAIL_1, "sync"]],
  ],
  [
    "a silent schedule",
    facts({ starts: new Map(TEMPLATES.map((one) => [idOf(one), [minutesAgo(one === "email_1" ? 9 : 0)]])) }),
    [["silent_schedule", EMAIL_1, "republish"]],
  ],
  [
    "a schedule of five minutes that missed three",
    facts({ starts: new Map(TEMPLATES.map((one) => [idOf(one), [minutesAgo(one === "email_preparation" ? 18 : 0)]])) }),
    [["silent_schedule", `${ID}:email_preparation`, "republish"]],
  ],
  [
    "started twice",
    facts({ starts: new Map(TEMPLATES.map((one) => [idOf(one), one === "email_1" ? [NOW, NOW] : [NOW]])) }),
    [["double_fire", idOf("email_1"), null]],
  ],
  ["a credential deleted by hand", facts({}, { credentialKeys: [] }), [["credential", "webhook", "credentials"]]],
  ["another n8n", facts({ version: { running: "2.41.0", pinned: "2.39.10" } }), [["version", "n8n", null]]],
  [
    "made by hand",
    facts({}, { strangers: [{ workflowId: "wf9", name: "Mine", active: true }] }),
    [["orphan_foreign", "wf9", null]],
  ],
  [
    "a published copy",
    facts({}, { workflows: [...changed("", null), workflow("email_1", { workflowId: "copy" })] }),
    [["duplicate", "copy", "unpublish"]],
  ],
  [
    "a copy that does not run",
    facts({}, { workflows: [...changed("", null), workflow("email_1", { workflowId: "copy", active: false })] }),
    [["duplicate", "copy", null]],
  ],
  [
    "of a deleted campaign",
    facts({ campaigns: [] }, { workflows: [workflow("email_1")] }),
    [["orphan_ours", idOf("email_1"), "unpublish"]],
  ],
  ["frozen, and alive", facts({ frozen: true }), [["frozen_but_alive", "workspace", "freeze"]]],
])("%s is found, and nothing else", (_how, of, expected) => {
  expect(found(of)).toEqual(expected);
});

test.each<[string, Partial<CampaignFacts>, string[]]>([
  ["paused", { status: "paused" }, ["reply_tracker", "opt_out"]],
  ["archived, and mailed lately", { status: "archived", hearsOn: true }, ["reply_tracker", "opt_out"]],
  ["archived long ago", { status: "archived" }, []],
  ["completed, and mailed lately", { status: "completed", hearsOn: true }, ["reply_tracker", "opt_out"]],
])("of a campaign that is %s only what listens stays published", (_how, more, listening) => {
  const of = facts({ campaigns: [campaign(more)] });
  const wrong = TEMPLATES.filter((template) => !listening.includes(template));
  expect(
    found(of)
      .map(([kind, subject]) => `${kind} ${subject}`)
      .toSorted(),
  ).toEqual(wrong.map((template) => `state_mismatch ${ID}:${template}`).toSorted());
});

test("an n8n that does not answer leaves everything unknown but what needs no answer; one that is starting leaves its webhooks unknown", () => {
  const silent = facts(
    { starts: null, version: null },
    { workflows: null, strangers: null, credentialKeys: null, running: null },
  );
  expect(found(silent)).toEqual([]);
  // Whether a company that is not frozen is frozen and alive needs no answer of n8n.
  expect(unknown(silent).toSorted()).toEqual(DRIFT_KINDS.filter((kind) => kind !== "frozen_but_alive").toSorted());
  const starting = facts({}, { probes: new Map() });
  expect(found(starting)).toEqual([]);
  const ghost = DETECTORS.find(({ kind }) => kind === "ghost_webhook");
  expect(ghost?.detect(starting).unknown).toHaveLength(7);
});

test("a campaign that is being deployed is not judged, nor are workflows held back after a freeze", () => {
  const gone = { workflows: [] };
  expect(found(facts({ campaigns: [campaign({ status: "deploying" })] }, gone))).toEqual([]);
  expect(found(facts({ held: true }, gone))).toEqual([]);
});

test("an empty list where 350 workflows should be repairs nothing and asks once", () => {
  const fifty = Array.from({ length: 50 }, (_, index) =>
    campaign({ id: `${String(index).padStart(4, "0")}1111-1111-4111-8111-111111111111` }),
  );
  const all = found(facts({ campaigns: fifty }, { workflows: [] }));
  expect(all).toEqual([["missing", "all", null]]);
  // Seven of one campaign can be a person's doing.
  expect(found(facts({}, { workflows: [] }))).toHaveLength(7);
});

const open = (more: Partial<OpenDrift> = {}): OpenDrift => ({
  id: "22222222-2222-4222-8222-222222222222",
  kind: "missing",
  subject: EMAIL_1,
  state: "open",
  first_seen_at: minutesAgo(5).toISOString(),
  last_seen_at: minutesAgo(2).toISOString(),
  sightings: 2,
  tries: 0,
  last_try_at: null,
  alerted: false,
  ...more,
});
const judged = (of: Facts) => DETECTORS.map(({ kind, detect }) => ({ kind, answer: detect(of) }));
const judge = (drifts: OpenDrift[], of: Facts) => judgeDrifts({ open: drifts, judged: judged(of), now: NOW });
const MISSING = facts({}, { workflows: changed("email_1", null) });

test("one sighting repairs nothing; a second one a minute later does; a freeze waits for none", () => {
  expect(judge([], MISSING)).toMatchObject({ fresh: [{ subject: EMAIL_1 }], due: [] });
  expect(judge([open({ first_seen_at: minutesAgo(0.5).toISOString() })], MISSING)).toMatchObject({
    due: [],
    fresh: [],
  });
  expect(judge([open()], MISSING)).toMatchObject({ due: [{ finding: { subject: EMAIL_1 } }] });
  const frozen = open({ kind: "frozen_but_alive", subject: "workspace", first_seen_at: NOW.toISOString() });
  expect(judge([frozen], facts({ frozen: true })).due).toHaveLength(1);
});

test("three repairs that did not help end in quarantine, once; a repair has its time before the next one", () => {
  expect(judge([open({ tries: 1, last_try_at: minutesAgo(1).toISOString() })], MISSING).due).toEqual([]);
  const third = judge([open({ tries: 3, last_try_at: minutesAgo(3).toISOString() })], MISSING);
  expect(third).toMatchObject({ due: [], hopeless: [{ finding: { subject: EMAIL_1 } }] });
  expect(judge([open({ tries: 3, state: "quarantined" })], MISSING)).toMatchObject({ due: [], hopeless: [] });
});

test("a drift closes by proof alone: an unknown closes nothing", () => {
  expect(judge([open()], facts()).gone).toHaveLength(1);
  const away = facts({}, { workflows: null });
  expect(judge([open()], away)).toMatchObject({ gone: [], again: [], fresh: [], due: [] });
  const ghost = open({ kind: "ghost_webhook" });
  expect(judge([ghost], facts({}, { probes: new Map() })).gone).toEqual([]);
});

test("a change made by hand is told once and not repaired", () => {
  const edited = facts({}, { workflows: changed("email_1", { contentHash: "other" }) });
  const drift = open({ kind: "content_drift" });
  expect(judge([drift], edited)).toMatchObject({ due: [], tell: [{ finding: { subject: EMAIL_1 } }] });
  expect(judge([{ ...drift, alerted: true }], edited)).toMatchObject({ due: [], tell: [] });
});

test("a schedule between two starts is not silent, nor is one that was published anew, and one that was not asked is unknown", () => {
  const ago = (minutes: number) =>
    facts({ starts: new Map(TEMPLATES.map((one) => [idOf(one), [minutesAgo(minutes)]])) });
  expect(found(ago(4.9))).toEqual([]);
  const never = new Map(TEMPLATES.map((one) => [idOf(one), []]));
  const anew = changed("email_1", { updatedAt: minutesAgo(2).toISOString() });
  expect(found(facts({ starts: never }, { workflows: anew })).map(([, subject]) => subject)).not.toContain(EMAIL_1);
  const unasked = new Map(TEMPLATES.filter((one) => one !== "email_1").map((one) => [idOf(one), [NOW]]));
  const detector = DETECTORS.find(({ kind }) => kind === "silent_schedule");
  expect(detector?.detect(facts({ starts: unasked })).unknown).toEqual([EMAIL_1]);
});

test("every schedule of ours is an interval, so that no change of clocks makes a silence", async () => {
  const placeholders = {
    "Email Preparation": "PREPARATION_CRON",
    "Research Report": "RESEARCH_CRON",
    "Reply Tracker": "REPLIES_CRON",
    "Email 1": "SEND_WINDOW_CRON",
    "Email 2": "SEND_WINDOW_CRON",
    "Email 3": "SEND_WINDOW_CRON",
  };
  for (const [file, placeholder] of Object.entries(placeholders)) {
    const { nodes } = JSON.parse(await readFile(`base-cold-email/${file}.json`, "utf8")) as { nodes: Node[] };
    const rules = nodes.filter(({ type }) => type.endsWith(".scheduleTrigger")).map((node) => node.parameters.rule);
    // Each is filled with one that runs every so many minutes, day and night: tests/lib/operations/ignition/every-compiled-value.test.ts.
    expect(rules).toEqual([{ interval: [{ field: "cronExpression", expression: `YOUR_${placeholder}` }] }]);
  }
});
