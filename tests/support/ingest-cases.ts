import { randomUUID } from "node:crypto";

/** Whom a case speaks for. */
export type Sender = { workspaceId: string; token: string };
type Body = string | Buffer;
export type IngestCase = {
  name: string;
  path: "/api/events" | "/api/cost-events";
  body: (sender: Sender) => Body;
  headers?: Record<string, string>;
  /** Sent in pieces, without saying how long it is. */
  isChunked?: boolean;
  status: number;
  /** The code of the refusal, or what the answer holds. */
  code?: string;
  answer?: Record<string, unknown>;
  /** Words that tell the sender what to change. */
  says?: string;
};

const TEN_MIB = 10 * 1024 * 1024;
const FOREIGN = "00000000-0000-4000-8000-000000000000";

const eventOf = ({ workspaceId }: Sender, more: object = {}): object => ({
  workspace_id: workspaceId,
  contact_email: "ada@buyers.example",
  event_type: "sent",
  idempotency_key: randomUUID(),
  ...more,
});
const costOf = ({ workspaceId }: Sender, more: object = {}): object => ({
  workspace_id: workspaceId,
  provider: "openai",
  model: "gpt-4o-mini",
  cost_usd: 0.001,
  idempotency_key: randomUUID(),
  ...more,
});
type Item = (sender: Sender, more?: object) => object;
const json =
  (item: Item, more: object = {}) =>
  (sender: Sender): string =>
    JSON.stringify(item(sender, more));
const inserted =
  (item: Item, text: string) =>
  (sender: Sender): string =>
    JSON.stringify(item(sender)).replace(/}$/, `,${text}}`);
const nested = (depth: number): string => `{"a":`.repeat(depth) + "1" + "}".repeat(depth);

/** Requests that every kind of report refuses alike. */
function broken(path: IngestCase["path"], item: Item): IngestCase[] {
  const invalid = { path, status: 400, code: "body.invalid" };
  const wrong = { path, status: 401, code: "webhook_token.invalid" };
  const large = { path, status: 413, code: "body.too_large", says: "in parts" };
  const padded = json(item, { metadata: { pad: "x".repeat(TEN_MIB) } });
  return [
    { name: "no token", body: json(item), headers: { "x-webhook-token": "" }, ...wrong },
    { name: "a wrong token", body: json(item), headers: { "x-webhook-token": "wrong" }, ...wrong },
    { name: "another workspace", body: json(item, { workspace_id: FOREIGN }), ...wrong },
    {
      name: "another workspace behind the own one, as a second key of the same name",
      body: inserted(item, `"workspace_id":"${FOREIGN}"`),
      ...wrong,
    },
    {
      name: "another workspace further down a batch",
      body: (sender) => JSON.stringify([item(sender), item(sender, { workspace_id: FOREIGN })]),
      ...wrong,
    },
    {
      name: "no workspace",
      path,
      body: json(item, { workspace_id: undefined }),
      status: 400,
      code: "workspace_id.missing",
      says: "workspace_id is required",
    },
    { name: "nothing", body: () => "", ...invalid },
    { name: "an empty batch", path, body: () => "[]", status: 400, code: "workspace_id.missing" },
    { name: "no JSON", body: () => "{", ...invalid },
    {
      name: "not declared as JSON",
      path,
      body: json(item),
      headers: { "content-type": "text/plain" },
      status: 415,
      code: "body.not_json",
    },
    {
      name: "invalid UTF-8",
      body: (sender) => Buffer.from(inserted(item, `"metadata":{"a":"\u00ff"}`)(sender), "latin1"),
      says: "UTF-8",
      ...invalid,
    },
    { name: "a NUL", body: json(item, { metadata: { a: "a\0b" } }), says: "NUL", ...invalid },
    { name: "a NUL in a name", body: json(item, { metadata: { "a\0b": 1 } }), says: "NUL", ...invalid },
    { name: "half a character", body: inserted(item, String.raw`"metadata":{"a":"\ud800"}`), ...invalid },
    { name: "depth 10,000", body: inserted(item, `"metadata":${nested(10_000)}`), says: "levels deep", ...invalid },
    { name: "10 MiB", body: padded, ...large },
    { name: "10 MiB that come in pieces", body: padded, isChunked: true, ...large },
    { name: "metadata that is a list", path, body: json(item, { metadata: [] }), status: 400, code: "request.invalid" },
  ];
}

function refused(path: IngestCase["path"], item: Item, fields: [string, object, string][]): IngestCase[] {
  return fields.map(([name, more, says]) => ({
    name,
    path,
    body: json(item, more),
    status: 400,
    code: "request.invalid",
    says,
  }));
}

const EVENTS: IngestCase[] = [
  ...broken("/api/events", eventOf),
  ...refused("/api/events", eventOf, [
    ["the year 1", { event_ts: "0001-01-01T00:00:00Z" }, "before the year 2000"],
    ["the year 9999", { event_ts: "9999-12-31T23:59:59Z" }, "in the future"],
    ["the 30th of February", { event_ts: "2026-02-30T00:00:00Z" }, "event_ts"],
    ["a step beyond 2^53", { step: 2 ** 60 }, "from 1 to 10"],
    ["a step of 10^308", { step: 1e308 }, "from 1 to 10"],
    ["an address that is none", { contact_email: "nobody" }, "contact_email must be an email address"],
    ["two addresses", { contact_email: "a@b.example,c@d.example" }, "contact_email"],
    ["an address with a path", { contact_email: "a@bü/cher.example" }, "contact_email"],
    ["an address of 255 characters", { contact_email: `${"a".repeat(245)}@b.example` }, "254"],
    ["an object as a key", { idempotency_key: {} }, "idempotency_key"],
  ]),
  {
    name: "one event",
    path: "/api/events",
    body: json(eventOf),
    status: 200,
    answer: { ok: true, deduped: false },
  },
  {
    name: "a batch with bad rows",
    path: "/api/events",
    body: (sender) => JSON.stringify([eventOf(sender), eventOf(sender, { step: 0 }), eventOf(sender)]),
    status: 200,
    answer: { ok: true, accepted: 2, deduped: 0, rejected: [{ index: 1, code: "event.invalid" }] },
  },
  {
    name: "1,001 events",
    path: "/api/events",
    body: (sender) => JSON.stringify(Array.from({ length: 1_001 }, () => eventOf(sender))),
    status: 400,
    code: "request.invalid",
    says: "1,000",
  },
  {
    name: "an address in other letters and upper case",
    path: "/api/events",
    body: json(eventOf, { contact_email: "JÖRG@BÜCHER.example" }),
    status: 200,
    answer: { ok: true, deduped: false },
  },
  {
    name: "prototype keys, SQL, HTML and large numbers as data",
    path: "/api/events",
    body: inserted(
      (sender) => eventOf(sender, { subject: "<script>alert(1)</script>'; drop table email_events; --" }),
      `"metadata":{"__proto__":{"admin":true},"constructor":{"prototype":1},"n":9007199254740993,"m":1e308}`,
    ),
    status: 200,
    answer: { ok: true, deduped: false },
  },
];

const COSTS: IngestCase[] = [
  ...broken("/api/cost-events", costOf),
  ...refused("/api/cost-events", costOf, [
    ["a negative cost", { cost_usd: -1 }, "cost_usd"],
    ["a cost of 10^308", { cost_usd: 1e308 }, "cost_usd"],
    ["a cost as text", { cost_usd: "1" }, "cost_usd"],
    ["tokens beyond 2^53", { tokens_in: 2 ** 60 }, "tokens_in is more than one call can use"],
    ["fewer than no tokens", { tokens_out: -1 }, "tokens_out"],
  ]),
  {
    name: "one cost",
    path: "/api/cost-events",
    body: json(costOf),
    status: 200,
    answer: { ok: true, inserted: 1, deduped: 0, cost_usd: 0.001 },
  },
  {
    name: "a cost of nothing",
    path: "/api/cost-events",
    body: json(costOf, { cost_usd: -0 }),
    status: 200,
    answer: { ok: true, inserted: 1, cost_usd: 0 },
  },
  {
    name: "a batch of costs with one bad row",
    path: "/api/cost-events",
    body: (sender) => JSON.stringify([costOf(sender), costOf(sender, { cost_usd: -1 })]),
    status: 400,
    code: "request.invalid",
    says: "cost_usd",
  },
  {
    name: "101 costs",
    path: "/api/cost-events",
    body: (sender) => JSON.stringify(Array.from({ length: 101 }, () => costOf(sender))),
    status: 400,
    code: "request.invalid",
    says: "100",
  },
  {
    name: "a cost with prototype keys",
    path: "/api/cost-events",
    body: inserted(costOf, `"raw_usage":{"__proto__":{"admin":true},"toString":1}`),
    status: 200,
    answer: { inserted: 1 },
  },
];

/** The answers of both routes, asked of the handlers, of the ingestion process and of the product. */
export const INGEST_CASES: readonly IngestCase[] = [...EVENTS, ...COSTS];
