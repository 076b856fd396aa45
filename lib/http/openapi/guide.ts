import { MONTHLY_LIMIT_USD } from "@/lib/metering/spending/budget";
import { isOn, type Feature } from "@/lib/platform/features";
import { LIMITS } from "../rate-limits";

export type GuidePart = { id: string; title: string; paragraphs: readonly string[] };

const perMinute = (points: number): string => points.toLocaleString("en");
const plans = Object.entries(MONTHLY_LIMIT_USD)
  .map(([plan, usd]) => (usd === null ? `${plan} has none` : `${plan} ${usd} USD`))
  .join(", ");

const WEBSITE_KEYS =
  "A company's website reports with its publishable key, its servers with its secret key, both in `x-project-key`. They can add events and read nothing.";

const GUIDE: readonly (GuidePart & { feature?: Feature })[] = [
  {
    id: "credentials",
    title: "Who may call",
    paragraphs: [
      "Machines that report send the workspace's webhook token in the header `x-webhook-token`; the language models' door also takes it as `Authorization: Bearer`. It opens nothing but those doors. It is made in the company's settings and shown once.",
      WEBSITE_KEYS,
      "Scripts of yours use an API key, `Authorization: Bearer glk_…`, which may do what you chose when you made it, in one workspace. People use a session; a script may send one as `Authorization: Bearer` too.",
      "A session has to say which workspace is meant: in the path, else as `workspace_id` in the query or body, else in the header `x-workspace-id`. An API key is for one workspace and need not repeat it.",
    ],
  },
  {
    id: "format",
    title: "What goes over the wire",
    paragraphs: [
      "JSON in UTF-8 with `content-type: application/json`, at most 1 MiB, nested at most 32 levels. Fields are snake_case, times ISO 8601 with a zone, answered in UTC. Money is whole cents (`*_cents`), but what a model costs is dollars with six decimals (`cost_usd`). Null and absent mean the same in what you report.",
      "Lists take `limit` (at most 200) and `cursor`, and answer `next_cursor`: null on the last page.",
    ],
  },
  {
    id: "errors",
    title: "When something is wrong",
    paragraphs: [
      "Every refusal is `{ error, code, request_id }`: a sentence for a person, a code for a program, and what to tell us. Match on `code`, never on the sentence. The header `x-request-id` is on every answer; you may choose it.",
      "400 the request cannot be read, and `field` names where · 401 no valid credential · 402 over budget · 403 not allowed, or frozen · 404 not here · 405 not by this method: `allow` names which · 409 conflict · 413 too large · 415 not JSON · 422 understood, but not possible now · 429 too many · 500 our fault · 503 a part is down. Send again what was answered 429, 500, 502 or 503; anything else will be answered the same way again.",
    ],
  },
  {
    id: "idempotency",
    title: "Once is enough",
    paragraphs: [
      "Give each event a key that says what happened (`intro-ada-1-sent`), never which execution noticed it. The same `idempotency_key` of a workspace, or `event_id` of a company, is stored once, however often and however many at once it is sent; the answer then says `deduped` and the first one stands, also when the second says something else. So after a timeout or a 5xx, send the same thing again.",
      "Mail events are also told apart by `provider`, `provider_message_id`, `event_type` and `step`: the same message reported under two keys is one event.",
    ],
  },
  {
    id: "clocks",
    title: "Late, early and out of order",
    paragraphs: [
      "An event counts on the day its `event_ts` (or `occurred_at`) falls on in the workspace's time zone, whenever it arrives; without one it is the moment of arrival. Order does not matter: a reply that comes before its mail is kept, and a lead that opted out stays so. A clock that is wrong by up to a day is taken as it is; a time more than a day in the future, or before the year 2000, is refused.",
      "What a model call costs counts in the month (UTC) in which it is reported.",
    ],
  },
  {
    id: "tests",
    title: "Test events",
    paragraphs: [
      "`is_test: true` stores an event and shows it where tests are shown. It is in no number, no budget and no notification, and stops nobody's sequence. It never stands for a real event: the same key may come again without `is_test`, and counts.",
    ],
  },
  {
    id: "limits",
    title: "How much is too much",
    paragraphs: [
      `A minute holds ${perMinute(LIMITS.token.points)} requests of one webhook token, ${perMinute(LIMITS.projectKey.points)} for one company by its own keys, ${perMinute(LIMITS.key.points)} of one API key and as many of one person. A batch is one request. ${LIMITS.wrongCredentials.points} wrong credentials from one address within ten minutes, and it has to wait; wrong keys of companies are counted apart and close only the doors that take these.`,
      "429 `rate.limited` says in `retry-after` how many seconds to wait. 503 `ingestion.busy` means that more is arriving than can be stored right now, `ingestion.slow` that the database did not store this in time: wait as long as `retry-after` says, then send the same again. An event that was answered 200 is stored; one that was not may be, which is what its key is for.",
    ],
  },
  {
    id: "website",
    title: "The script for a website",
    feature: "kpis",
    paragraphs: [
      'Pages include `<script defer src="…/g.js" data-project="…" data-key="gpk_…"></script>` with Greenlight\'s origin, the company\'s id and its publishable key. `/g.js` then reports a page view for each page, also where the address changes without loading or somebody comes back, and none for whoever asks not to be tracked or for a page that a browser only prepares. It sets no cookie and leaves out what follows `?` or `#` in an address. With `type="module"` it does nothing: it could not find its own tag.',
      'Everything else a page reports itself: `window.greenlight?.("lead")` where somebody left an address, `window.greenlight?.("signup", { plan: "pro" })` for an event with properties. Only events named `lead` count as leads. Keep the `?.`: where the script was blocked there is no `greenlight`, and without it the page\'s own code would stop. What a blocked script would have reported is in no number, so report from your server, with the secret key, what must not be missed.',
      "A website with a content security policy allows Greenlight's origin twice: in `script-src` for the script (or puts its nonce on the tag) and in `connect-src` for what it reports.",
    ],
  },
  {
    id: "budget",
    title: "Over budget",
    paragraphs: [
      `A workspace may spend so much on models each month (UTC): ${plans}. What would go beyond is answered 402 \`budget.exceeded\` with \`current_spend\` and \`limit\`, nothing of that request is stored, and a model is not asked. It is never exceeded, however many ask at once. Members are told once each a month at 50, 80 and 100 %.`,
    ],
  },
  {
    id: "frozen",
    title: "Frozen workspaces",
    paragraphs: [
      "While a workspace is frozen everything is answered 403 `workspace.frozen` and nothing is stored. Do not retry in a loop: webhook token and API keys were revoked by the freeze and stay so. After it ends, make new ones in the settings. Unsubscribe links work all the while.",
    ],
  },
];

/** What holds for every operation, in a few sentences each. Code is between backticks. */
export const guide = (): GuidePart[] =>
  GUIDE.filter(({ feature }) => isOn(feature)).map((part) => ({
    ...part,
    paragraphs: part.paragraphs.filter((paragraph) => paragraph !== WEBSITE_KEYS || isOn("kpis")),
  }));

export const asMarkdown = (): string =>
  guide()
    .map(({ title, paragraphs }) => [`## ${title}`, ...paragraphs].join("\n\n"))
    .join("\n\n");
