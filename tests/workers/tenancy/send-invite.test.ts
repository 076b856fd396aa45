import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { repeatInvite } from "@/lib/foundation/members/repeat-invite";
import { startWorkers, stopWorkers } from "@/workers/start";
import { createTestWorld, type TestWorld } from "../../factories/test-world";
import { waitFor } from "../../support/wait-for";

let world: TestWorld;
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "invite-job-"));
  world = await createTestWorld({ GREENLIGHT_HOME: home });
  await startWorkers();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
  await rm(home, { recursive: true });
});

async function mailsTo(email: string): Promise<ParsedMail[]> {
  const folder = join(home, "outbox");
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".eml")).map((name) => readFile(join(folder, name)));
  const mails = await Promise.all((await Promise.all(files)).map(async (bytes) => simpleParser(bytes)));
  return mails.filter(({ headers }) => JSON.stringify(headers.get("delivered-to")).includes(email));
}

test("an invited person receives the email at once, and again when it is resent", async () => {
  const { owner } = await world.company();
  const { id } = await inviteMember(owner, { email: "ann@example.com", role: "viewer" });
  const isMailed = async (): Promise<boolean> => (await listInvites(owner, { limit: 1 })).data[0]?.mailed_at !== null;
  await waitFor(isMailed, { withinMs: 20_000, everyMs: 20, what: "the first mail is out" });
  expect(await mailsTo("ann@example.com")).toHaveLength(1);
  await repeatInvite(owner, { inviteId: id });
  await waitFor(isMailed, { withinMs: 20_000, everyMs: 20, what: "the second mail is out" });
  expect(await mailsTo("ann@example.com")).toHaveLength(2);
});

test("inviting one address ten times leaves one link that works, whatever was mailed before", async () => {
  const { owner } = await world.company();
  const input = { email: "bob@example.com", role: "member" } as const;
  await Promise.all(Array.from({ length: 10 }, () => inviteMember(owner, input)));
  const isMailed = async (): Promise<boolean> => {
    const { data } = await listInvites(owner, { limit: 20 });
    return data.some(({ state, mailed_at }) => state === "open" && mailed_at !== null);
  };
  await waitFor(isMailed, { withinMs: 20_000, everyMs: 20, what: "the last mail is out" });
  const { data } = await listInvites(owner, { limit: 20 });
  expect(data.filter(({ state }) => state === "open")).toHaveLength(1);
  const ids = (await mailsTo("bob@example.com")).map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain(`<invite.${data.find(({ state }) => state === "open")?.id ?? ""}.1@greenlight>`);
});
