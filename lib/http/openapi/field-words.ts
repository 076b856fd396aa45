import type { JsonSchema } from "./json-schema";

/** What each field means, by its name; `<component>.<field>` where a name means something else. */
const WORDS: Readonly<Record<string, string>> = {
  workspace_id: "Which workspace. A webhook token or API key opens its own only.",
  workspaceId: "The workspace.",
  projectId: "The company.",
  campaignId: "The campaign.",
  keyId: "The API key.",
  inviteId: "The invitation.",
  importId: "The import.",
  userId: "The member.",
  contact_email: "The person's address; upper and lower case are the same.",
  event_type: "What happened to the mail.",
  idempotency_key: "Says what happened: the same key is stored once.",
  campaign: "The campaign's name. One nobody knows is kept as written and counts as unattributed.",
  campaign_id: "The campaign.",
  campaign_group_id: "The campaign group.",
  campaign_name: "The campaign's name. One nobody knows is kept as written.",
  step: "Which mail of the sequence.",
  provider: "Who sent the mail.",
  provider_message_id: "The message's id there: the same message, type and step is one event.",
  event_ts: "When it happened. Without it, now.",
  subject: "The mail's subject.",
  body: "The text of a reply.",
  n8n_execution_id: "The execution that noticed it, to find it again.",
  is_test: "Stored, and counted nowhere.",
  metadata: "Anything else worth keeping.",
  "Event.step":
    "Which mail of the sequence. Of a reply, opt-out, bounce or complaint we find it: the mail it answers, else the campaign's last one to this person.",
  "Event.metadata":
    "Anything else worth keeping. `in_reply_to`: the message id of the mail that was answered; if it is one of ours, the event counts for that mail's campaign and step.",
  "CostEvent.provider": "Whose model, like `openai`.",
  "CostEvent.contact_email": "Whom the call was about.",
  "CostEvent.idempotency_key": "The same key is stored and charged once. Without one every request counts.",
  model: "The model, as its vendor names it.",
  tokens_in: "Tokens of the question.",
  tokens_out: "Tokens of the answer.",
  raw_usage: "The `usage` of the vendor's answer as it came, in place of tokens.",
  cost_usd: "Dollars. Without it, computed from the price table.",
  purpose: "What the call was for.",
  workflow_id: "The workflow that called.",
  run_id: "The run that called.",
  event_id: "Yours: the same id is stored once.",
  occurred_at: "When it happened. Without it, now.",
  visitor_id: "The same for one visitor's events. No address, no name.",
  url: "The page.",
  referrer: "Where the visitor came from.",
  properties: "Anything else worth keeping.",
  "AnalyticsEvent.name": "`pageview`, `lead`, `signup` are counted; any other name is kept.",
  "PaymentEvent.type": "`payment.succeeded`, `payment.failed`, `payment.refunded` or `subscription.<what>`.",
  amount_cents: "Whole cents, or the currency's smallest unit: 4900 is 49.00 EUR, and 4900 JPY. Required of payments.",
  currency: "Three letters, with an amount.",
  customer: "Who paid, in your words.",
  messages: "The conversation, oldest first.",
  role: "What they may do.",
  secrets:
    "What becomes of the webhook token and the secret website keys that an owner or admin could see: `rotate` replaces them at once, `keep` leaves them and is recorded.",
  content: "Text, or a list of text parts.",
  temperature: "How freely it answers.",
  max_tokens: "At most so many tokens of answer; 4,000 without it.",
  max_completion_tokens: "The newer name of `max_tokens`; it wins.",
  n: "How many answers: one.",
  tools: "None: a tool is not passed on to the model.",
  functions: "None: the older name of `tools`.",
  response_format: "`{ type: json_object }` asks for JSON.",
  stream: "Answer piece by piece.",
  stream_options: "`include_usage` adds the tokens as a last piece.",
  include_usage: "Adds the tokens as a last piece.",
  "x-campaign-id": "Which campaign the call is for.",
  kind: "Publishable: for pages, write-only. Secret: for servers.",
  "query.days": "So many days up to the end, when there is no `start`; 30 without it.",
  start: "First day, in the workspace's time zone.",
  end: "Last day, included.",
  unread: "`true`: only what is unread.",
  limit: "How many, at most.",
  cursor: "`next_cursor` of the page before.",
  ids: "Which. Without it, all that are unread.",
  until: "Only what came up to this moment.",
  name: "What people call it.",
  idea: "What the company does.",
  website: "Its address; `example.com` is taken as https.",
  type: "Only lines of this type, like `campaign.paused`.",
  position: "`position` of a list, or the id of the last message: goes on after it.",
  daily_limit: "Mails a day, at most.",
  send_window: "Days (1 = Monday) and hours in which mail goes out, in the workspace's time zone.",
  days: "1 = Monday … 7 = Sunday.",
  from: "First minute, `HH:MM`.",
  to: "End, `HH:MM`, at most 24:00.",
  step_delays_days: "Days before each of the three mails.",
  "body.step": "What to run.",
  file: "A CSV file with a header, one person a row.",
  mapping: 'JSON from header to field: `{"E-Mail": "email"}`. Without it, guessed.',
  import_id: "Chosen by you, to follow the import from its start.",
  q: "Looks in email, names, company and title.",
  status: "Only leads in this state.",
  email: "The address.",
  claim_id: "The mail, from the list.",
  outcome: "What became of it.",
  overlap_hours: "How long the old token stays valid beside the new one.",
  scopes: "What it may do.",
  expires_in_days: "Null: never.",
  user_id: "The member.",
  token: "The end of the invitation's link.",
};

const wordsOf = (name: string, of: string): string | undefined => WORDS[`${of}.${name}`] ?? WORDS[name];

/** The schema with a sentence to each field of its objects; `of` is the component's name, or `body`. */
export function withWords(schema: JsonSchema, of: string): JsonSchema {
  const described = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === "properties") return [key, describeProperties(value as Record<string, JsonSchema>, of)];
    if (key === "items" && isSchema(value)) return [key, withWords(value, of)];
    if (["anyOf", "oneOf"].includes(key)) return [key, (value as JsonSchema[]).map((part) => withWords(part, of))];
    return [key, value];
  });
  return Object.fromEntries(described) as JsonSchema;
}

/** One field with its sentence; `$ref` takes one beside itself in JSON Schema 2020-12. */
export function withWord(name: string, field: JsonSchema, of: string): JsonSchema {
  const description = wordsOf(name, of);
  return { ...withWords(field, of), ...(description !== undefined && { description }) };
}

const describeProperties = (properties: Record<string, JsonSchema>, of: string): Record<string, JsonSchema> =>
  Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, withWord(name, field, of)]));

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;
