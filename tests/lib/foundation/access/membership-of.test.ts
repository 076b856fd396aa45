import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isListening } from "@/lib/platform/listen";
import { membershipOf } from "@/lib/foundation/access/membership-of";
import { addMember, createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";

type Believed = { listening: boolean; membership: { role: string; frozen: boolean } | null };
type Member = { workspaceId: string; userId: string };

let world: TestWorld;
let company: Company;
let member: Member;
let processes: ChildProcess[];

async function believedBy(process: ChildProcess, who = member): Promise<Believed> {
  process.send(who);
  const [answer] = (await once(process, "message")) as [Believed];
  return answer;
}
const here = async (who = member): Promise<Believed> => ({
  membership: await membershipOf(world.system(), who),
  listening: isListening(),
});
const everywhere = (who = member): Promise<Believed[]> =>
  Promise.all([here(who), ...processes.map((process) => believedBy(process, who))]);

beforeAll(async () => {
  world = await createTestWorld();
  processes = [0, 1].map(() =>
    fork(new URL("membership-process.ts", import.meta.url), {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    }),
  );
});
afterAll(async () => {
  for (const process of processes) {
    const ended = once(process, "exit");
    process.kill();
    await ended;
  }
  await world.close();
});
beforeEach(async () => {
  company = await world.company();
  const person = world.user();
  member = { workspaceId: company.workspaceId, userId: person.user.userId };
  await addMember(world.admin, company.workspaceId, person, "member");
  await waitFor(async () => (await everywhere()).every(({ listening }) => listening), {
    what: "every process listens",
  });
  await everywhere();
});

const says = ({ membership }: Believed): string =>
  membership ? `${membership.role}${membership.frozen ? ", frozen" : ""}` : "nobody";

/** The answers of every process once all have noticed the change, or a second after it. */
async function afterChange(statement: string, expected: string): Promise<string[]> {
  await world.admin.query(statement, [company.workspaceId]);
  const deadline = Date.now() + 1_000;
  for (;;) {
    const said = (await everywhere()).map(says);
    if (said.every((one) => one === expected) || Date.now() > deadline) return said;
  }
}
const all = (said: string): string[] => [said, said, said];

test("is remembered: what nobody was told of is not seen", async () => {
  await world.admin.query("begin; set local session_replication_role = replica");
  await world.admin.query("update user_workspaces set role = 'viewer' where user_id = $1", [member.userId]);
  await world.admin.query("commit");
  for (const { membership } of await everywhere()) expect(membership).toMatchObject({ role: "member" });
});

describe("in every process within a second", () => {
  test("a changed role counts", async () => {
    const change = "update user_workspaces set role = 'admin' where workspace_id = $1 and role = 'member'";
    expect(await afterChange(change, "admin")).toEqual(all("admin"));
  });

  test("a removed member is out, and one who comes back is in", async () => {
    const remove = "delete from user_workspaces where workspace_id = $1 and role = 'member'";
    expect(await afterChange(remove, "nobody")).toEqual(all("nobody"));
    const back = `insert into user_workspaces (workspace_id, user_id, email, role) values ($1, '${member.userId}', 'x@example.com', 'viewer')`;
    expect(await afterChange(back, "viewer")).toEqual(all("viewer"));
  });

  test("a freeze shuts, and lifting it opens", async () => {
    const freeze = "update workspaces set status = 'frozen', frozen_reason = 'x' where id = $1";
    expect(await afterChange(freeze, "member, frozen")).toEqual(all("member, frozen"));
    expect(await afterChange("update workspaces set status = 'active' where id = $1", "member")).toEqual(all("member"));
  });
});

test("an uncommitted or rolled-back change has no effect", async () => {
  await world.admin.query("begin");
  await world.admin.query("delete from user_workspaces where user_id = $1", [member.userId]);
  await world.admin.query("rollback");
  for (const { membership } of await everywhere()) expect(membership).toMatchObject({ role: "member" });
});

test("that somebody is not a member is not remembered", async () => {
  const stranger = { ...member, userId: "user_stranger" };
  for (const { membership } of await everywhere(stranger)) expect(membership).toBeNull();
  await world.admin.query("begin; set local session_replication_role = replica");
  await world.admin.query(
    "insert into user_workspaces (workspace_id, user_id, email, role) values ($1, $2, 'x@example.com', 'viewer')",
    [stranger.workspaceId, stranger.userId],
  );
  await world.admin.query("commit");
  for (const { membership } of await everywhere(stranger)) expect(membership).toMatchObject({ role: "viewer" });
});

test("a process that was cut off believes nothing it remembered", async () => {
  await world.admin.query("begin; set local session_replication_role = replica");
  await world.admin.query("update user_workspaces set role = 'viewer' where user_id = $1", [member.userId]);
  await world.admin.query("commit");
  for (const { membership } of await everywhere()) expect(membership).toMatchObject({ role: "member" });
  await world.admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
  );
  await waitFor(async () => (await everywhere()).every(({ membership }) => membership?.role === "viewer"), {
    withinMs: 1_000,
    everyMs: 20,
    what: "every process looks again",
  });
});
