import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { JobContract } from "@/lib/platform/contracts";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { repeatInvite } from "@/lib/foundation/members/repeat-invite";
import { revokeInvite } from "@/lib/foundation/members/revoke-invite";
import { SendInvite } from "@/lib/foundation/members/jobs";
import { sendInvite } from "@/lib/foundation/members/send-invite";
import type { Invite } from "@/lib/foundation/members/schemas";
import { unlessFrozen } from "@/workers/unless-frozen";
import sendInviteJob from "@/workers/tenancy/send-invite";
import { waitFor } from "../../../support/wait-for";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff, invited, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
let home: string;
let outbox: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "send-invite-"));
  outbox = join(home, "outbox");
  world = await createTestWorld({ GREENLIGHT_HOME: home, APP_URL: "http://127.0.0.1:3000" });
});
beforeEach(async () => {
  await rm(outbox, { recursive: true, force: true });
  staff = await createStaff(world, "Rockets & Co");
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true });
});

const mails = async (): Promise<ParsedMail[]> => {
  const names = await readdir(outbox).catch(() => []);
  return Promise.all(names.map(async (name) => simpleParser(await readFile(join(outbox, name)))));
};
const send = (inviteId: string): Promise<void> => sendInvite(staff.job, { inviteId });
const shown = async (): Promise<Invite | undefined> => (await listInvites(staff.owner, { limit: 1 })).data[0];

test("the mail goes to the invited address with the link that is accepted, and the invitation says when", async () => {
  const { user, token, invite } = await invited(world, staff.owner, "admin");
  await send(invite.id);
  const [mail] = await mails();
  expect(mail?.to).toMatchObject({ text: user.user.email });
  expect(mail?.subject).toBe(`${staff.founder.user.email} invites you to Rockets & Co on Greenlight`);
  const link = /http:\/\/127\.0\.0\.1:3000\/invites\/([0-9a-f]{64})/.exec(mail?.text ?? "");
  expect(link?.[1]).toBe(token);
  expect(await shown()).toMatchObject({ mailed_at: expect.any(String), mail_error: null });
  await expect(acceptInvite(user, { token: link?.[1] ?? "" })).resolves.toMatchObject({ role: "admin" });
});

test("the job repeated mails once, also when it died before it could note that; asked for again mails again", async () => {
  const { invite } = await invited(world, staff.owner);
  await send(invite.id);
  await send(invite.id);
  await world.admin.query("update workspace_invites set mailed_at = null where id = $1", [invite.id]);
  await Promise.all([send(invite.id), send(invite.id)]);
  expect(await mails()).toHaveLength(1);
  await repeatInvite(staff.owner, { inviteId: invite.id });
  await send(invite.id);
  const both = await mails();
  expect(new Set(both.map(({ messageId }) => messageId)).size).toBe(2);
});

test("a mail that went out while another one was asked for does not pass for that one", async () => {
  const { invite } = await invited(world, staff.owner);
  await world.admin.query("begin");
  await world.admin.query("update workspace_invites set mail_number = 2, mailed_at = null where id = $1", [invite.id]);
  const sending = send(invite.id);
  await waitFor(async () => (await mails()).length === 1, {
    withinMs: 10_000,
    everyMs: 20,
    what: "the first mail is out",
  });
  await world.admin.query("commit");
  await sending;
  expect(await shown()).toMatchObject({ mailed_at: null });
  await send(invite.id);
  expect(await mails()).toHaveLength(2);
  expect(await shown()).toMatchObject({ mailed_at: expect.any(String) });
});

test("nothing is mailed for an invitation that is over", async () => {
  const [used, ended, old] = [
    await invited(world, staff.owner),
    await invited(world, staff.owner),
    await invited(world, staff.owner),
  ];
  await acceptInvite(used.user, { token: used.token });
  await revokeInvite(staff.owner, { inviteId: ended.invite.id });
  await world.admin.query("update workspace_invites set expires_at = now() where id = $1", [old.invite.id]);
  for (const { invite } of [used, ended, old]) await send(invite.id);
  await send("00000000-0000-4000-8000-000000000000");
  expect(await mails()).toEqual([]);
});

test("a job of another workspace finds no such invitation", async () => {
  const { invite } = await invited(world, staff.owner);
  const elsewhere = { ...staff.job, workspaceId: staff.stranger.workspaceId };
  await sendInvite(elsewhere, { inviteId: invite.id });
  expect(await mails()).toEqual([]);
  await expect(
    sendInvite({ ...staff.viewer, signal: staff.job.signal }, { inviteId: invite.id }),
  ).rejects.toMatchObject({
    code: "permission.missing",
  });
});

test("an outbox that cannot be written to stands in the invitation, in words, until the mail is out", async () => {
  const { invite } = await invited(world, staff.owner);
  await writeFile(outbox, "a file where the folder should be");
  await chmod(outbox, 0o600);
  await expect(send(invite.id)).rejects.toMatchObject({ code: "mail.outbox_unwritable", retryable: true });
  expect(await shown()).toMatchObject({
    mailed_at: null,
    mail_error: "The outbox cannot be written to: its disk is full or its folder is not ours.",
  });
  await rm(outbox);
  await send(invite.id);
  expect(await shown()).toMatchObject({ mailed_at: expect.any(String), mail_error: null });
});

test("a sealed link that cannot be opened says that something is wrong, not what", async () => {
  const { invite } = await invited(world, staff.owner);
  await world.admin.query("update workspace_invites set token_encrypted = 'v1.x.y.z' where id = $1", [invite.id]);
  await expect(send(invite.id)).rejects.toMatchObject({ code: "vault.unreadable" });
  expect((await shown())?.mail_error).toMatch(/^The email could not be sent\./);
});

test("of a frozen workspace it is held, not sent", async () => {
  const { invite } = await invited(world, staff.owner);
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [staff.workspaceId]);
  const data = SendInvite.payload.parse({ workspaceId: staff.workspaceId, inviteId: invite.id });
  const { db, now, signal } = staff.job;
  const base = { requestId: "00000000-0000-4000-8000-00000000000a", db, now, signal };
  // As the worker has it: any job, told apart by its name.
  const contract = SendInvite as JobContract;
  await unlessFrozen({ contract, data, base }, (watched) => sendInviteJob.run(data, watched));
  expect(await mails()).toEqual([]);
  const { rows } = await world.admin.query("select name, payload from held_jobs where workspace_id = $1", [
    staff.workspaceId,
  ]);
  expect(rows).toMatchObject([{ name: "tenancy.send_invite", payload: data }]);
});
