import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findFindings } from "@/lib/outreach/research/find-findings";
import { findGround } from "@/lib/outreach/research/find-ground";
import { keepFindings } from "@/lib/outreach/research/keep-findings";
import { withTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

const URL = "https://acme.example/";
const LINES = Array.from({ length: 25 }, (_, index) => `Clinic number ${index + 1} is open.`);

let world: EngineWorld;
let sender: Sender;
let leadId: string;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
  ({ leadId } = await sender.written());
  await world.admin.query("update genesis.leads set company = 'Acme Dental', custom = $2 where id = $1", [
    leadId,
    { Chairs: "12" },
  ]);
  await world.admin.query(
    `insert into genesis.lead_sources (workspace_id, lead_id, source, outcome, documents, read_at)
     values ($1, $2, 'website', 'read', $3, now())`,
    [sender.company.workspaceId, leadId, JSON.stringify([{ url: URL, text: LINES.join(" "), date: null }])],
  );
});
afterAll(() => world.close());

const keep = (lines: readonly string[]) =>
  withTransaction(sender.engine, (tx) =>
    keepFindings(tx, { leadId, reported: lines.map((quote) => ({ url: URL, fact: quote, quote })) }),
  );
const quotes = async () =>
  (await withTransaction(sender.engine, (tx) => findFindings(tx, [leadId]))).get(leadId)?.map(({ quote }) => quote);

test("at most twenty are kept, one for each line", async () => {
  expect(await quotes()).toBeUndefined();
  expect(await keep([...LINES.slice(0, 2), ...LINES])).toEqual({ findings: 20, rejected: [] });
  expect(await quotes()).toEqual(LINES.slice(0, 20));
});

test("a viewer keeps and reads none as a writer", async () => {
  const { viewer } = sender.company;
  await expect(withTransaction(viewer, (tx) => keepFindings(tx, { leadId, reported: [] }))).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(withTransaction(viewer, (tx) => findFindings(tx, [leadId]))).rejects.toMatchObject({
    code: "permission.missing",
  });
});

test("an email may state the findings, the lead's fields, the founder's answers, and what is added", async () => {
  await keep(LINES.slice(0, 1));
  const ground = await withTransaction(sender.engine, (tx) => findGround(tx, { leadId, more: ["A note"] }));
  expect(ground).toMatchObject({ findings: [{ number: 1, quote: LINES[0] }], leadCompany: "Acme Dental" });
  expect(ground?.known).toEqual(expect.arrayContaining(["Ann", "Lee", "Acme Dental", "12", "A note"]));
  const nobody = { leadId: randomUUID() };
  expect(await withTransaction(sender.engine, (tx) => findGround(tx, nobody))).toBeNull();
});
