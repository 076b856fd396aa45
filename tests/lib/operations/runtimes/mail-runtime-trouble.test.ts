import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MailRuntimeTrouble } from "@/lib/operations/runtimes/jobs";
import { mailRuntimeTrouble } from "@/lib/operations/runtimes/mail-runtime-trouble";
import { recordProbe } from "@/lib/operations/runtimes/record-probe";
import { addMember, createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { dedicatedAt } from "./dedicated";

let world: TestWorld;
let company: Company;
let outbox: string;
beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), "greenlight-outbox-"));
  world = await createTestWorld({ TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "1025", OUTBOX_DIR: outbox });
});
beforeEach(async () => {
  company = await world.company("Ad & Co");
  await dedicatedAt(world, company, "http://127.0.0.1:9");
});
afterAll(async () => {
  await world.close();
  await rm(outbox, { recursive: true });
});

/** The emails about this company. */
const mails = async (): Promise<ParsedMail[]> => {
  const all = await Promise.all(
    (await readdir(outbox)).map(async (file) => simpleParser(await readFile(join(outbox, file)))),
  );
  return all.filter(({ messageId }) => messageId?.includes(company.projectId));
};
const due = async () =>
  (await world.jobs(company.workspaceId))
    .filter(({ name }) => name === MailRuntimeTrouble.name)
    .map(({ data }) => MailRuntimeTrouble.payload.parse(data));
const probe = (trouble: string | null, epoch: number): Promise<void> =>
  recordProbe(company.job, { projectId: company.projectId, epoch, trouble, url: null });

test("a runtime that does not answer is told by email to owners and admins once, with the reason and the next step", async () => {
  await addMember(world.admin, company.workspaceId, world.user(`till-${company.workspaceId}@example.com`), "admin");
  const hand = `hand-${company.workspaceId}@example.com`;
  await addMember(world.admin, company.workspaceId, world.user(hand), "member");
  for (let time = 0; time < 5; time++) await probe("It did not answer in time.", 1);
  for (let time = 0; time < 2; time++) await probe("It did not answer in time.", 2);
  const [told, ...more] = await due();
  expect(more).toEqual([]);
  for (let time = 0; time < 2; time++) await mailRuntimeTrouble(company.job, told!);

  const arrived = await mails();
  expect(new Set(arrived.map(({ messageId }) => messageId)).size).toBe(2);
  expect(arrived[0]?.subject).toBe("Your company’s own runtime does not answer — Ad & Co");
  for (const words of ["It did not answer in time.", "Nothing was lost", `/companies/${company.projectId}/runtime`])
    expect(arrived[0]?.text).toContain(words);
  expect(arrived[0]?.html).toContain("Ad &amp; Co");
  expect(arrived.flatMap(({ to }) => [to].flat()).map((to) => to?.text)).not.toContain(hand);
});

test("one whose work returned meanwhile is not told by email", async () => {
  for (let time = 0; time < 3; time++) await probe("down", 1);
  const [told] = await due();
  for (let time = 0; time < 3; time++) await probe(null, 2);
  await mailRuntimeTrouble(company.job, told!);
  expect(await mails()).toEqual([]);
});

test("an attempt that failed is told with its error and the advice of its step, and not once another one began", async () => {
  const fail = (message: string) =>
    world.admin.query(
      `update project_provisioning_jobs set status = 'failed', ended_at = now(), error_message = $2, error_step = 'create_database',
         steps = jsonb_build_array(steps -> 2 || jsonb_build_object('error', $2::text, 'advice', $3::text))
       where project_id = $1`,
      [company.projectId, message, "The login must be allowed to make databases."],
    );
  await fail("The database server refused it\n(42501).");
  const told = { ...company, kind: "failed" as const, number: 1 };
  await mailRuntimeTrouble(company.job, told);
  const [mail] = await mails();
  expect(mail?.subject).toContain("could not be set up");
  expect(mail?.text).toContain("The reason: The database server refused it (42501).");
  expect(mail?.text).toContain("The login must be allowed to make databases. Open");

  await mailRuntimeTrouble(company.job, { ...told, number: 2 });
  expect(await mails()).toHaveLength(1);
});

test("a viewer may not, and another workspace has no such company", async () => {
  const told = { ...company, kind: "failed" as const, number: 1 };
  const { signal } = company.job;
  await expect(mailRuntimeTrouble({ ...company.viewer, signal }, told)).rejects.toMatchObject({
    code: "permission.missing",
  });
  const elsewhere = { ...company.stranger, actor: company.job.actor, signal };
  await expect(mailRuntimeTrouble(elsewhere, told)).rejects.toMatchObject({ code: "project.not_found" });
});
