import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backfillAddress } from "@/lib/company/projects/backfill-address";
import { createProject } from "@/lib/company/projects/create-project";
import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import { giveAddress } from "@/lib/company/projects/give-address";
import { BackfillAddress } from "@/lib/company/projects/jobs";
import { locateAddress } from "@/lib/company/projects/locate-address";
import { rotateEmailIdentity } from "@/lib/company/projects/rotate-email-identity";
import { sweepAddresses } from "@/lib/company/projects/sweep-addresses";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ EMAIL_DOMAIN: "Inbox.Example" });
});
afterAll(() => world.close());

const addressOf = async ({ owner, projectId }: Company): Promise<string> =>
  (await getEmailIdentity(owner, { projectId })).reply_address;

test("a company has its address with its creation, made of its name", async () => {
  const word = `Ödland ${randomBytes(3).toString("hex")}`;
  expect(await addressOf(await world.company(word))).toBe(
    `${word.toLowerCase().replace("ö", "o").replace(" ", "-")}@inbox.example`,
  );
});

test("companies of one name get different addresses, created at once or one after another", async () => {
  const name = `Twin ${randomBytes(3).toString("hex")}`;
  const first = await world.company(name);
  const inside = { name, workspace_id: first.workspaceId };
  const twins = await Promise.all(Array.from({ length: 4 }, () => createProject(first.founder, inside)));
  const companies = [first, ...twins.map(({ id }) => ({ ...first, projectId: id })), await world.company(name)];
  const addresses = await Promise.all(companies.map(addressOf));
  expect(new Set(addresses).size).toBe(6);
});

test.each(["Greenlight", "postmaster", "Abuse!", "root", "No reply"])(
  "the company %s does not get an address of the installation",
  async (name) => {
    expect(await addressOf(await world.company(name))).toMatch(/-[0-9a-f]{6}@inbox\.example$/);
  },
);

test("a company without any letters of ours, and one with a long name, get addresses that leave room for a conversation", async () => {
  const [emoji, long] = [await world.company("🚀"), await world.company("a very long name ".repeat(6).trim())];
  for (const company of [emoji, long]) {
    const [local = ""] = (await addressOf(company)).split("@");
    expect(local).toMatch(/^[a-z0-9-]{1,30}$/);
  }
});

test("nothing of a company is kept when its address cannot be", async () => {
  const user = world.user();
  await world.admin.query("revoke insert on project_email_identities from tenant_role");
  await expect(createProject(user, { name: "Unlucky" })).rejects.toThrow();
  await world.admin.query("grant insert on project_email_identities to tenant_role");
  const { rows } = await world.admin.query("select 1 from projects where owner_clerk_id = $1", [user.user.userId]);
  expect(rows).toEqual([]);
});

test("a replaced address is another one that the name does not tell; only members who may change the company replace it", async () => {
  const company = await world.company("Rotor");
  const { projectId } = company;
  const before = await addressOf(company);
  await expect(rotateEmailIdentity(company.viewer, { projectId })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(rotateEmailIdentity(company.stranger, { projectId })).rejects.toMatchObject({
    code: "project.not_found",
  });
  const { reply_address: after } = await rotateEmailIdentity(company.owner, { projectId });
  expect(after).toMatch(/^rotor-[0-9a-f]{6}@inbox\.example$/);
  expect(await addressOf(company)).toBe(after);
  const { rows } = await world.admin.query(
    "select reply_address, status from project_email_identities where project_id = $1 order by created_at",
    [projectId],
  );
  expect(rows).toEqual([
    { reply_address: before, status: "rotated" },
    { reply_address: after, status: "active" },
  ]);
  expect(await world.ledger(company.workspaceId)).toContainEqual(
    expect.objectContaining({
      event_type: "email.address_rotated",
      data: expect.objectContaining({ from: before, to: after }),
    }),
  );
  const again = await withTransaction(company.owner, (tx) => giveAddress(tx, { projectId, name: "Other" }));
  expect(again.reply_address).toBe(after);
});

test("a company of before there were addresses is found and given one, once", async () => {
  const company = await world.company("Elder");
  const { projectId, workspaceId } = company;
  await world.admin.query("delete from project_email_identities where project_id = $1", [projectId]);
  await expect(getEmailIdentity(company.owner, { projectId })).rejects.toMatchObject({
    code: "email_identity.not_found",
  });
  expect(await sweepAddresses(world.system())).toBeGreaterThan(0);
  const jobs = (await world.jobs(workspaceId)).filter(({ name }) => name === BackfillAddress.name);
  expect(jobs).toMatchObject([{ data: { workspaceId, projectId } }]);
  await backfillAddress(company.job, { projectId });
  expect(await addressOf(company)).toContain("@inbox.example");
  expect(await sweepAddresses(world.system())).toBe(0);
});

test("recipients lead to companies whatever their case, each company once, its conversation's address first", async () => {
  const [one, two] = [await world.company(), await world.company()];
  const [first, second] = [await addressOf(one), await addressOf(two)];
  const tagged = first.replace("@", "+AbC.DeF@").toUpperCase();
  const found = await locateAddress(world.system(), ["ann@else.example", first, tagged, second, second]);
  expect(found).toMatchObject([
    { projectId: one.projectId, tag: "abc.def", address: first },
    { projectId: two.projectId, tag: null, address: second },
  ]);
  expect(await locateAddress(world.system(), [])).toEqual([]);
  expect(await locateAddress(world.system(), ["", "no address", "a@b@c"])).toEqual([]);
});
