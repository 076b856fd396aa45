import { afterAll, beforeAll, expect, test } from "vitest";
import { ReplyReport } from "@/lib/contracts/engine-replies";
import { receiveReply } from "@/lib/metering/events/receive-reply";
import { createEngineWorld, type EngineWorld } from "../../outreach/sequence/engine-world";

let world: EngineWorld;
let sender: Awaited<ReturnType<EngineWorld["sender"]>>;
beforeAll(async () => {
  world = await createEngineWorld();
  sender = await world.sender();
});
afterAll(() => world.close());

const receive = (reply: Partial<ReplyReport>) =>
  receiveReply(
    sender.engine,
    ReplyReport.parse({ campaign_id: sender.campaignId, subject: "Re: Hello", text: "Call me", ...reply }),
  );
const eventsOf = async (email: string): Promise<unknown[]> =>
  (
    await world.admin.query(
      "select event_type, subject, body from email_events where workspace_id = $1 and contact_email = $2 order by 1",
      [sender.company.workspaceId, email],
    )
  ).rows;
const statusOf = async (leadId: string): Promise<string> =>
  (await world.admin.query<{ status: string }>("select status from genesis.leads where id = $1", [leadId])).rows[0]!
    .status;

test.each([
  ["ann@example.org", "ann@example.org"],
  ['"Bob, Jr." <Bob@Example.org>', "bob@example.org"],
  ["O'Brien <o'brien@example.org>", "o'brien@example.org"],
])("from %s: a reply of that lead, once however often it comes", async (from, email) => {
  const { leadId } = await sender.drafted(email);
  const reply = { from, message_id: `<${email}>` };
  expect(await receive(reply)).toMatchObject({ kept: true, event_type: "replied", class: "interested" });
  expect(await receive(reply)).toMatchObject({ kept: true, event_type: "replied", class: "interested" });
  expect(await eventsOf(email)).toEqual([{ event_type: "replied", subject: "Re: Hello", body: "Call me" }]);
  expect(await statusOf(leadId)).toBe("replied");
});

test("a wish for no more email is an opt-out, also in HTML", async () => {
  const { leadId } = await sender.drafted("eve@example.org");
  const html = "<p>Please stop emailing me.</p>";
  expect(await receive({ from: "eve@example.org", text: "", html, message_id: "x".repeat(900) })).toMatchObject({
    kept: true,
    event_type: "opt_out",
  });
  expect(await statusOf(leadId)).toBe("opted_out");
});

test.each([
  ["a stranger", { from: "Shop <news@elsewhere.example>" }],
  ["a sender without an address", { from: "undisclosed" }],
])("of a message from %s nothing is stored", async (_who, reply) => {
  expect(await receive(reply)).toEqual({ kept: false, event_type: null, class: null, thread_id: null });
  expect(await eventsOf("news@elsewhere.example")).toEqual([]);
});

test("an answer that a machine wrote is kept, and counts as nothing", async () => {
  const { leadId } = await sender.drafted("mia@example.org");
  const answer = await receive({ from: "mia@example.org", auto_submitted: "auto-replied" });
  expect(answer).toMatchObject({ kept: true, event_type: null, class: "auto" });
  expect(await eventsOf("mia@example.org")).toEqual([]);
  expect(await statusOf(leadId)).toBe("active");
});

test("a message id that two people use is two replies, and one that was reported before it had a thread is one", async () => {
  await sender.drafted("one@example.org");
  await sender.drafted("two@example.org");
  await receive({ from: "one@example.org", message_id: "<same@id>" });
  await receive({ from: "two@example.org", message_id: "<same@id>" });
  expect(await eventsOf("one@example.org")).toHaveLength(1);
  expect(await eventsOf("two@example.org")).toHaveLength(1);
});
