import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createMailWorld, rawMail, SECRET, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

let world: MailWorld;
let company: Company;
let address: string;
beforeAll(async () => {
  world = await createMailWorld();
});
beforeEach(async () => {
  company = await world.company();
  address = await world.address(company);
});
afterAll(() => world.close());

const homeless = async () =>
  (await world.admin.query("select * from inbound_email_messages where workspace_id is null order by received_at"))
    .rows;
const all = async () => (await world.admin.query("select id from inbound_email_messages")).rows.length;
const inboundLines = async () =>
  (await world.ledger(company.workspaceId))
    .map(({ event_type }) => event_type)
    .filter((type) => type.startsWith("email.inbound"));

test("a message is kept, read and filed in a new conversation, with one line of the ledger for each step", async () => {
  const answer = await world.deliver(rawMail({ to: address }), address);
  expect(answer).toMatchObject({ status: 200, body: { received: true, duplicate: false } });
  await world.work(company);
  await world.work(company);
  const [row, ...more] = await world.rows(company);
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    provider: "postmark",
    status: "processed",
    sender: "ann@buyer.example",
    recipient: address,
    subject: "A question",
    auth: "pass",
    evidence: "unknown_sender",
    matched_by: "new",
    raw: null,
  });
  expect(String(row?.text)).toContain("What does it cost?");
  expect(await inboundLines()).toEqual(["email.inbound.received", "email.inbound.processed"]);
});

const postmark = (to: string, id: string) =>
  JSON.stringify({
    MessageID: id,
    From: "Ann <ann@buyer.example>",
    FromFull: { Email: "ann@buyer.example", Name: "Ann" },
    To: to,
    ToFull: [{ Email: to, Name: "" }],
    OriginalRecipient: to,
    Subject: "Größe?",
    TextBody: "What size is it?",
    HtmlBody: "<p>What size is it?</p>",
    Headers: [
      { Name: "Message-ID", Value: `<${id}@buyer.example>` },
      { Name: "In-Reply-To", Value: "<nothing@of.ours>" },
    ],
    Attachments: [{ Name: "a.txt", Content: Buffer.from("size chart").toString("base64"), ContentType: "text/plain" }],
  });
const mailgun = (to: string, id: string) => ({
  recipient: to,
  sender: "ann@buyer.example",
  from: "Ann <ann@buyer.example>",
  subject: "Größe?",
  "body-plain": "What size is it?",
  "Message-Id": `<${id}@buyer.example>`,
  "message-headers": JSON.stringify([
    ["From", "Ann <ann@buyer.example>"],
    ["Message-Id", `<${id}@buyer.example>`],
  ]),
});
const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("attachment-1", new File(["size chart"], "a.txt", { type: "text/plain" }));
  return form;
};
const json = { "content-type": "application/json" };

const SHAPES: [string, (to: string, id: string) => { body: BodyInit; headers: Record<string, string> }][] = [
  ["Postmark's JSON", (to, id) => ({ body: postmark(to, id), headers: json })],
  ["Mailgun's form with files", (to, id) => ({ body: formOf(mailgun(to, id)), headers: {} })],
  [
    "Mailgun's plain form",
    (to, id) => ({
      body: new URLSearchParams(mailgun(to, id)).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
  ],
  ["Mailgun's fields as JSON", (to, id) => ({ body: JSON.stringify(mailgun(to, id)), headers: json })],
];

test.each(SHAPES)("%s is understood with the secret, kept once, and refused without it", async (name, make) => {
  const id = `shape-${name.replace(/\W/g, "")}`;
  const shape = () => make(address, id);
  const before = await all();
  for (const secret of [{}, { "x-webhook-secret": "wrong" }, { "x-webhook-secret": "" }]) {
    const refused = await world.post(shape().body, { ...shape().headers, ...secret } as Record<string, string>);
    expect(refused).toMatchObject({ status: 401, body: { code: "signature.invalid" } });
  }
  expect(await all()).toBe(before);

  const proven = { "x-webhook-secret": SECRET };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => world.post(shape().body, { ...shape().headers, ...proven })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(answers.filter(({ body }) => body.duplicate === false)).toHaveLength(1);
  await world.work(company);
  expect(await world.rows(company)).toMatchObject([
    { status: "processed", sender: "ann@buyer.example", subject: "Größe?", evidence: "unverified" },
  ]);
});

test("the same bytes under another id of the provider are one message", async () => {
  const raw = rawMail({ to: address });
  await world.deliver(raw, address, "first");
  expect(await world.deliver(raw, address, "second")).toMatchObject({ status: 200, body: { duplicate: true } });
  expect(await world.rows(company)).toHaveLength(1);
});

test("a message to an address that no company has is kept for the administrators, once, and belongs to no workspace", async () => {
  const before = (await homeless()).length;
  const raw = rawMail({ to: "stranger@inbox.example", subject: "Lost" });
  for (const _ of [1, 2]) {
    expect(await world.deliver(raw, "stranger@inbox.example", "lost-1")).toMatchObject({ status: 200 });
  }
  const rows = (await homeless()).slice(before);
  expect(rows).toMatchObject([{ status: "unmatched", recipient: "stranger@inbox.example", project_id: null }]);
  expect(await world.rows(company)).toEqual([]);
});

test("a message of 25 MB is refused and noted, read or not", async () => {
  const before = (await homeless()).length;
  const large = rawMail({ to: address, text: "x".repeat(25_000_000) });
  expect(await world.deliver(large, address)).toMatchObject({ status: 413, body: { code: "email.too_large" } });
  const larger = "x".repeat(32 * 1024 * 1024);
  expect(await world.post(larger, { ...json, "x-webhook-secret": SECRET })).toMatchObject({ status: 413 });
  expect((await homeless()).slice(before)).toMatchObject([{ status: "refused" }, { status: "refused" }]);
  expect(await world.rows(company)).toEqual([]);
});

test("a body that is no message is refused with 400", async () => {
  const headers = { ...json, "x-webhook-secret": SECRET };
  for (const body of ["{", "[]", "null", "{}", JSON.stringify({ hello: 1 })]) {
    expect(await world.post(body, headers)).toMatchObject({ status: 400 });
  }
});

test("a frozen workspace loses no message", async () => {
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  expect(await world.deliver(rawMail({ to: address }), address)).toMatchObject({ status: 200 });
  expect(await world.rows(company)).toMatchObject([{ status: "received" }]);
});
