import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askForAddress } from "@/lib/company/mail/ask-for-address";
import { claimSender } from "@/lib/company/mail/claim-sender";
import { AskForAddress } from "@/lib/company/mail/jobs";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { confirmAddress, signAddressLink } from "@/lib/foundation/members/confirm-address";
import { listMemberAddresses } from "@/lib/foundation/members/list-member-addresses";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { env } from "@/lib/platform/env";
import { createMailWorld, rawMail, type MailWorld } from "../../../factories/mail-world";
import { addMember, type Company } from "../../../factories/test-world";

const PRIVATE = "ada@home.example";

let world: MailWorld;
let company: Company;
let address: string;
beforeAll(async () => {
  world = await createMailWorld({ LOCAL_MODE: "true" });
  company = await world.company();
  address = await world.address(company);
});
afterAll(() => world.close());

async function write(from: string, options: { dmarc?: "pass" | "fail" } = {}): Promise<string> {
  await world.deliver(
    rawMail({ from, subject: "The bakery", text: "Please write to the bakery.", ...options }),
    address,
  );
  await world.work(company);
  const { data } = await listMailThreads(company.owner, { projectId: company.projectId, limit: 50 });
  const thread = data.find(({ contact_email }) => contact_email === from);
  expect(thread).toBeDefined();
  return thread!.id;
}
const claim = (threadId: string, ctx = company.owner) => claimSender(ctx, { projectId: company.projectId, threadId });
async function evidenceOf(from: string): Promise<unknown> {
  await write(from);
  return (await world.rows(company)).findLast(({ sender }) => sender === from)?.["evidence"];
}
/** The token of the newest link that was sent to the address. */
async function linkSentTo(email: string): Promise<string> {
  const job = (await world.jobs(company.workspaceId)).findLast(({ name }) => name === AskForAddress.name);
  for (const _ of [1, 2]) await askForAddress(company.job, AskForAddress.payload.parse(job?.data));
  const outbox = join(env().GREENLIGHT_HOME, "outbox");
  const sent = await Promise.all((await readdir(outbox)).map((name) => readFile(join(outbox, name), "utf8")));
  const toThem = sent.filter((text) => text.includes(`Delivered-To: ${email}`));
  expect(toThem).toHaveLength(1);
  return (
    /token=3D([\w.-]+)|token=([\w.-]+)/
      .exec(toThem[0]?.replaceAll("=\r\n", "") ?? "")
      ?.slice(1)
      .find(Boolean) ?? ""
  );
}

test("an unknown address becomes the founder's own once its link was opened by the one who claimed it", async () => {
  const threadId = await write(PRIVATE);
  expect(await evidenceOf(PRIVATE)).toBe("unknown_sender");
  expect(await claim(threadId)).toEqual({ sent_to: PRIVATE });
  const token = await linkSentTo(PRIVATE);
  expect(await evidenceOf(PRIVATE), "claimed is not confirmed").toBe("unknown_sender");

  const other = world.user("mia@company.example");
  await addMember(world.admin, company.workspaceId, other, "admin");
  const mia = await enterWorkspace(other, company.workspaceId);
  await expect(confirmAddress(mia, { token })).rejects.toMatchObject({ code: "link.of_another" });
  await expect(confirmAddress(company.stranger, { token })).rejects.toMatchObject({ code: "link.of_another" });
  for (const _ of [1, 2]) expect(await confirmAddress(company.owner, { token })).toEqual({ email: PRIVATE });
  expect(await evidenceOf(PRIVATE)).toBe("owner");
  expect((await listMemberAddresses(company.owner)).filter(({ email }) => email === PRIVATE)).toHaveLength(1);
  const lines = (await world.ledger(company.workspaceId)).filter(
    ({ event_type }) => event_type === "workspace.member_address_confirmed",
  );
  expect(JSON.stringify(lines)).not.toContain(PRIVATE);

  const { workspaceId: workspace } = company;
  const theirs = await signAddressLink(
    { workspace, user: other.user.userId, email: PRIVATE },
    new Date(Date.now() + 9_000),
  );
  await expect(confirmAddress(mia, { token: theirs })).rejects.toMatchObject({ code: "member_address.taken" });
});

test("an address goes with its member", async () => {
  const person = world.user("leo@company.example");
  await addMember(world.admin, company.workspaceId, person, "member");
  const leo = await enterWorkspace(person, company.workspaceId);
  const claims = { workspace: company.workspaceId, user: person.user.userId, email: "leo@home.example" };
  await confirmAddress(leo, { token: await signAddressLink(claims, new Date(Date.now() + 9_000)) });
  expect(await evidenceOf("leo@home.example")).toBe("owner");
  await world.admin.query("delete from user_workspaces where user_id = $1", [person.user.userId]);
  expect(await evidenceOf("leo@home.example")).not.toBe("owner");
});

test("a sender who is not verified, an expired link and a made-up one confirm nothing; readers and strangers claim nothing", async () => {
  const forged = await write("eve@evil.example", { dmarc: "fail" });
  await expect(claim(forged)).rejects.toMatchObject({ code: "mail_thread.not_claimable" });
  await expect(claim(forged, company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(claim(forged, company.stranger)).rejects.toMatchObject({ code: "mail_thread.not_found" });
  await expect(claim(forged, company.job)).rejects.toMatchObject({ kind: "forbidden" });
  const claims = { workspace: company.workspaceId, user: company.founder.user.userId, email: "old@home.example" };
  const expired = await signAddressLink(claims, new Date(Date.now() - 1_000));
  await expect(confirmAddress(company.owner, { token: expired })).rejects.toMatchObject({ code: "link.expired" });
  await expect(confirmAddress(company.owner, { token: "x.y.z" })).rejects.toMatchObject({ code: "link.invalid" });
});
