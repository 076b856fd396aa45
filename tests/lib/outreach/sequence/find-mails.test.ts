import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findMails } from "@/lib/outreach/sequence/find-mails";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { claimed, draftedPerson, type Person } from "../email-world";

let world: TestWorld;
let company: Company;
let person: Person;
let messageId: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
beforeEach(async () => {
  person = await draftedPerson(world, company);
  ({ messageId } = await claimed(world, { leadId: person.leadId, step: 1, status: "sent", minutesAgo: 9 }));
});
afterAll(() => world.close());

type Asked = Partial<Parameters<typeof findMails>[1]>;
const find = (of: Company, asked: Asked): ReturnType<typeof findMails> =>
  withTransaction(of.owner, (tx) => findMails(tx, { messageIds: [], emails: [], ...asked }));

test("a mail is found by its message id, whatever became of it", async () => {
  const mail = { messageId, email: null, campaignId: person.campaignId, step: 1 };
  expect(await find(company, { messageIds: [messageId, messageId, "<else@example.com>"] })).toEqual([mail]);
  await claimed(world, { leadId: person.leadId, step: 3, status: "failed", minutesAgo: 1 });
  expect(await find(company, { messageIds: [messageId] })).toEqual([mail]);
});

test("of a person, the last mail of each campaign that went out, or may have", async () => {
  const last = (step: number) => [{ messageId: null, email: person.email, campaignId: person.campaignId, step }];
  expect(await find(company, { emails: [person.email] })).toEqual(last(1));
  await claimed(world, { leadId: person.leadId, step: 2, status: "claimed", minutesAgo: 1 });
  expect(await find(company, { emails: [person.email, person.email] })).toEqual(last(2));
  await claimed(world, { leadId: person.leadId, step: 2, status: "bounced", minutesAgo: 1 });
  expect(await find(company, { emails: [person.email] })).toEqual(last(1));
});

test("nothing asked is nothing found; nor are another workspace's mails", async () => {
  const stranger = await world.company();
  expect(await find(stranger, { messageIds: [messageId], emails: [person.email] })).toEqual([]);
  await world.admin.query("revoke select on genesis.sequence_emails from tenant_role");
  expect(
    await find(company, {}).finally(() => world.admin.query("grant select on genesis.sequence_emails to tenant_role")),
  ).toEqual([]);
});
