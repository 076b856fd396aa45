import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeRecurring } from "@/lib/autopilot/recurring/change-recurring";
import { createRecurring } from "@/lib/autopilot/recurring/create-recurring";
import { deleteRecurring } from "@/lib/autopilot/recurring/delete-recurring";
import { followZone } from "@/lib/autopilot/recurring/follow-zone";
import { getRecurring } from "@/lib/autopilot/recurring/get-recurring";
import { listRecurring } from "@/lib/autopilot/recurring/list-recurring";
import { listRuns } from "@/lib/autopilot/recurring/list-runs";
import { nextRun } from "@/lib/autopilot/recurring/next-run";
import { previewSchedule } from "@/lib/autopilot/recurring/preview-schedule";
import { runRecurring } from "@/lib/autopilot/recurring/run-recurring";
import { CreateRecurring } from "@/lib/autopilot/recurring/schemas";
import { createProject } from "@/lib/company/projects/create-project";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { at, dueSince, runsOf, taskOf } from "./recurring-world";

let world: TestWorld;
let company: Company;

beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const types = async (): Promise<string[]> =>
  (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
const nightlyOf = async ({ owner, projectId }: Pick<Company, "owner" | "projectId">) =>
  (await listRecurring(owner, { projectId })).data.filter(
    ({ task_key }) => task_key === "nightly_context_prioritization",
  );

describe("the nightly look", () => {
  it("is there once from the beginning, around 03:00, and the second company of a workspace has its own", async () => {
    const [nightly, ...more] = await nightlyOf(company);
    expect(more).toEqual([]);
    expect(nightly).toMatchObject({
      job_type: "nightshift.cycle_project",
      timezone: "UTC",
      enabled: true,
      agent_key: "night_shift",
    });
    const [minute = NaN, hour = NaN] = (nightly?.cron_expr ?? "").split(" ").map(Number);
    expect(hour * 60 + minute).toBeGreaterThanOrEqual(150);
    expect(hour * 60 + minute).toBeLessThan(210);
    expect(new Date(nightly?.next_run_at ?? 0)).toEqual(nextRun(nightly?.cron_expr ?? "", "UTC", new Date()));
    const second = await createProject(company.founder, { name: "Second", workspace_id: company.workspaceId });
    expect(await nightlyOf({ owner: company.owner, projectId: second.id })).toHaveLength(1);
    await world.admin.query("select private.add_nightly_task(workspace_id, id) from projects");
    expect(await nightlyOf(company)).toHaveLength(1);
  });

  it("follows the company's zone until a person chooses another, and does not come back once deleted", async () => {
    const theirs = await world.company();
    await followZone(theirs.job, { timezone: "Asia/Tokyo" });
    const [nightly] = await nightlyOf(theirs);
    expect(nightly?.timezone).toBe("Asia/Tokyo");
    expect(new Date(nightly?.next_run_at ?? 0)).toEqual(nextRun(nightly?.cron_expr ?? "", "Asia/Tokyo", new Date()));
    const of = { projectId: theirs.projectId, recurringId: nightly?.id ?? "" };
    await changeRecurring(theirs.owner, { ...of, revision: nightly?.revision ?? 0, timezone: "Europe/Berlin" });
    await followZone(theirs.job, { timezone: "America/New_York" });
    expect((await nightlyOf(theirs))[0]?.timezone).toBe("Europe/Berlin");
    await deleteRecurring(theirs.owner, of);
    await world.admin.query("select private.add_nightly_task(workspace_id, id) from projects");
    expect(await nightlyOf(theirs)).toEqual([]);
  });
});

describe("a recurring task", () => {
  it("is created, read, changed over the revision that was read, paused, resumed and deleted", async () => {
    const { owner, projectId } = company;
    const before = (await types()).length;
    const task = await taskOf(company, { title: "Weekly", cron_expr: "0 9 * * 1", timezone: "Europe/Berlin" });
    expect(task).toMatchObject({
      words: "At 09:00, only on Monday",
      revision: 1,
      missed_policy: "run_once",
      overlap: "skip",
    });
    const of = { projectId, recurringId: task.id };
    expect(await getRecurring(owner, of)).toEqual({ ...task, signing_secret: null });
    const changed = await changeRecurring(owner, { ...of, revision: 1, cron_expr: "0 10 * * 1", title: "Weekly look" });
    expect(changed).toMatchObject({ revision: 2, title: "Weekly look", cron_expr: "0 10 * * 1" });
    expect(new Date(changed.next_run_at ?? 0)).toEqual(nextRun("0 10 * * 1", "Europe/Berlin", new Date()));
    const stale = changeRecurring(owner, { ...of, revision: 1, title: "Other" });
    await expect(stale).rejects.toMatchObject({
      kind: "conflict",
      code: "recurring.stale",
      details: { task: { revision: 2 } },
    });
    expect(await changeRecurring(owner, { ...of, revision: 2, title: "Weekly look" })).toMatchObject({ revision: 2 });
    const paused = await changeRecurring(owner, { ...of, revision: 2, enabled: false });
    expect(paused).toMatchObject({ enabled: false, next_run_at: null, paused_why: "Paused by hand." });
    const later = at(owner, "2027-03-01T12:00:00Z");
    const resumed = await changeRecurring(later, { ...of, revision: 3, enabled: true });
    expect(new Date(resumed.next_run_at ?? 0)).toEqual(new Date("2027-03-08T09:00:00Z"));
    expect(await deleteRecurring(owner, of)).toEqual({ deleted: true });
    await expect(getRecurring(owner, of)).rejects.toMatchObject({ code: "recurring.not_found" });
    const told = (await types()).slice(before).filter((type) => type.startsWith("recurring."));
    expect(told).toEqual(["created", "changed", "paused", "resumed", "deleted"].map((word) => `recurring.${word}`));
  });

  it.each([
    [{ cron_expr: "0 0 3 * * *" }, "recurring.bad_cron"],
    [{ cron_expr: "30 2 30 2 *" }, "recurring.bad_cron"],
    [{ cron_expr: "*/5 * * * *" }, "recurring.bad_cron"],
    [{ timezone: "Europe/Atlantis" }, "recurring.bad_zone"],
    [{ job_type: "actions.propose" as const, payload: { action_type: "money.print", payload: {} } }, "action.unknown"],
    [
      { job_type: "campaigns.run" as const, payload: { campaign_id: randomUUID(), step: "email_1" } },
      "campaign.not_found",
    ],
  ])("is refused with the reason: %o", async (wanted, code) => {
    await expect(taskOf(company, wanted)).rejects.toMatchObject({ code });
  });

  it("is not written when a field of its kind is missing, or with a key that is taken", async () => {
    await expect(taskOf(company, { job_type: "webhook.post", payload: {} })).rejects.toThrow(/url/);
    await expect(taskOf(company, { job_type: "phases.generate", payload: { phase: 4 } })).rejects.toThrow(/0 to 3/);
    await taskOf(company, { task_key: "mine" });
    await expect(taskOf(company, { task_key: "mine" })).rejects.toMatchObject({ code: "recurring.key_taken" });
    expect(
      CreateRecurring.safeParse({
        title: "x",
        cron_expr: "x".repeat(101),
        timezone: "UTC",
        job_type: "nightshift.cycle_project",
      }).success,
    ).toBe(false);
  });

  it("run now twice with one key is one run, and its next time stays", async () => {
    const { owner, projectId } = company;
    const task = await taskOf(company);
    const of = { projectId, recurringId: task.id, key: randomUUID(), even_if_paused: false };
    const [first, second] = await Promise.all([runRecurring(owner, of), runRecurring(owner, of)]);
    expect(first).toEqual(second);
    expect(await runRecurring(owner, of)).toEqual(first);
    expect(await runsOf(world, task.id)).toMatchObject([{ run_key: `manual:${of.key}`, trigger: "manual" }]);
    expect((await getRecurring(owner, of)).next_run_at).toEqual(task.next_run_at);
    const paused = await changeRecurring(owner, { projectId, recurringId: task.id, revision: 1, enabled: false });
    const again = { ...of, key: randomUUID() };
    await expect(runRecurring(owner, again)).rejects.toMatchObject({ code: "recurring.is_paused" });
    await runRecurring(owner, { ...again, even_if_paused: true });
    expect(await getRecurring(owner, of)).toMatchObject({ enabled: false, revision: paused.revision });
  });

  it("is read by a viewer and changed by none, and is none of a stranger's business", async () => {
    const { viewer, stranger, projectId } = company;
    const { id: recurringId } = await taskOf(company);
    const of = { projectId, recurringId };
    expect(await getRecurring(viewer, of)).toMatchObject({ id: recurringId });
    const verbs = [
      (ctx: typeof viewer) =>
        createRecurring(ctx, {
          projectId,
          ...CreateRecurring.parse({
            title: "x",
            cron_expr: "@daily",
            timezone: "UTC",
            job_type: "nightshift.cycle_project",
          }),
        }),
      (ctx: typeof viewer) => changeRecurring(ctx, { ...of, revision: 1, enabled: false }),
      (ctx: typeof viewer) => deleteRecurring(ctx, of),
      (ctx: typeof viewer) => runRecurring(ctx, { ...of, even_if_paused: false }),
    ];
    for (const verb of verbs) {
      await expect(verb(viewer)).rejects.toMatchObject({ code: "permission.missing" });
      await expect(verb(stranger)).rejects.toMatchObject({ kind: "not_found" });
    }
    await expect(listRuns(stranger, { ...of, limit: 25 })).rejects.toMatchObject({ code: "recurring.not_found" });
    expect((await listRecurring(stranger, { projectId })).data).toEqual([]);
  });

  it("has its history in pages, the newest first", async () => {
    const { owner, projectId } = company;
    const { id: recurringId } = await taskOf(company);
    const of = { projectId, recurringId };
    for (let time = 0; time < 3; time++) await runRecurring(owner, { ...of, even_if_paused: false });
    const first = await listRuns(owner, { ...of, limit: 2 });
    const second = await listRuns(owner, { ...of, limit: 2, cursor: first.next_cursor ?? "" });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(
      (await runsOf(world, recurringId)).map(({ id }) => id).reverse(),
    );
    expect(second.next_cursor).toBeNull();
  });
});

describe("the preview", () => {
  const preview = (cron_expr: string, now: string, timezone = "Europe/Berlin") =>
    previewSchedule(at(company.viewer, now), { cron_expr, timezone });

  it("says where the clocks change, and is what runs", async () => {
    const { words, runs } = await preview("30 2 * * *", "2027-03-26T12:00:00Z");
    expect(words).toBe("At 02:30");
    expect(runs).toHaveLength(10);
    expect(runs.slice(0, 3)).toEqual([
      { at: "2027-03-27T01:30:00.000Z", local: "2027-03-27 02:30", offset: "+01:00", note: null },
      {
        at: "2027-03-28T01:00:00.000Z",
        local: "2027-03-28 03:00",
        offset: "+02:00",
        note: "Moved from 02:30, which does not exist on this day.",
      },
      { at: "2027-03-29T00:30:00.000Z", local: "2027-03-29 02:30", offset: "+02:00", note: null },
    ]);
    const autumn = await preview("30 2 * * *", "2026-10-24T12:00:00Z");
    expect(autumn.runs[0]).toMatchObject({
      at: "2026-10-25T00:30:00.000Z",
      note: expect.stringContaining("The clock goes back: the first"),
    });
    const hourly = await preview("0 * * * *", "2026-10-25T00:00:00Z");
    expect(
      hourly.runs.slice(0, 2).map(({ local, offset, note }) => [local, offset, note?.slice(0, 30) ?? null]),
    ).toEqual([
      ["2026-10-25 02:00", "+01:00", "The clock goes back: the secon"],
      ["2026-10-25 03:00", "+01:00", null],
    ]);
    const task = await taskOf(company, { cron_expr: "30 2 * * *", timezone: "Europe/Berlin" });
    await dueSince(world, task.id, runs[0]?.at ?? "");
    expect(runs[1]?.at).toBe(nextRun(task.cron_expr, task.timezone, new Date(runs[0]?.at ?? ""))?.toISOString());
  });

  it("of half an hour, and of a zone west of Greenwich", async () => {
    const island = await preview("45 1 * * *", "2027-04-03T12:00:00Z", "Australia/Lord_Howe");
    expect(island.runs[0]).toMatchObject({
      local: "2027-04-04 01:45",
      offset: "+11:00",
      note: expect.stringContaining("first"),
    });
    const { runs } = await preview("0 9 * * *", "2027-01-01T00:00:00Z", "America/St_Johns");
    expect(runs[0]).toMatchObject({ local: "2027-01-01 09:00", offset: "-03:30", note: null });
  });
});
