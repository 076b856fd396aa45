import { MONTHLY_LIMIT_USD, OFFERED_PLANS } from "@/lib/metering/spending/budget";
import { isOn, type Feature } from "@/lib/platform/features";
import { LIMITS } from "../rate-limits";

export type GuidePart = { id: string; title: string; paragraphs: readonly string[] };

const perMinute = (points: number): string => points.toLocaleString("en");
const unpricedPlans = OFFERED_PLANS.map(({ plan, unpriced_limit: calls }) =>
  calls === null ? `${plan} has no limit` : `${plan} ${calls.toLocaleString("en")} a month`,
).join(", ");
const plans = Object.entries(MONTHLY_LIMIT_USD)
  .map(([plan, usd]) => (usd === null ? `${plan} has none` : `${plan} ${usd} USD`))
  .join(", ");

const WEBSITE_KEYS =
  "A company's website reports with its publishable key and its servers with its secret key, both in the header `x-project-key`. These keys can add events and read nothing.";

const GUIDE: readonly (GuidePart & { feature?: Feature })[] = [
  {
    id: "authentication",
    title: "Authentication",
    paragraphs: [
      "Workflows and scripts that report events send the workspace's webhook token in the header `x-webhook-token`. The model endpoint also accepts it as `Authorization: Bearer`. Create the token in the company's settings; it is shown once and opens only these endpoints.",
      WEBSITE_KEYS,
      "Your own scripts use an API key, `Authorization: Bearer glk_…`. A key belongs to one workspace and has the permissions that you chose when you created it. People use a session; a script can send a session token as `Authorization: Bearer`, too.",
      "With a session, name the workspace: in the path, else as `workspace_id` in the query or body, else in the header `x-workspace-id`. An API key belongs to one workspace, so you can leave it out.",
    ],
  },
  {
    id: "requests",
    title: "Requests and responses",
    paragraphs: [
      "Send JSON in UTF-8 with `content-type: application/json`, at most 1 MiB and at most 32 levels deep. Field names are snake_case. Amounts are whole cents (`*_cents`); the cost of a model call is in dollars with six decimals (`cost_usd`). In what you report, null and absent mean the same.",
      "Every response has an `x-request-id`. You can choose it by sending the header yourself.",
    ],
  },
  {
    id: "pagination",
    title: "Pagination",
    paragraphs: [
      "Lists accept `limit` (at most 200) and `cursor`, and return `next_cursor`, which is null on the last page. Pass it as `cursor` to get the next page.",
    ],
  },
  {
    id: "errors",
    title: "Errors",
    paragraphs: [
      "Every error is `{ error, code, request_id }`: a sentence for a person, a code for a program, and the id to quote when you ask us. Match on `code`, never on the sentence.",
      "400 invalid request, and `field` names the part · 401 no valid credential · 402 over budget · 403 not allowed, or the workspace is frozen · 404 not found · 405 wrong method; see the `allow` header · 409 conflict · 413 too large · 415 not JSON · 422 valid, but not possible now · 429 too many requests · 500 our fault · 503 a dependency is down.",
      "Retry 429, 500, 502 and 503. Any other error will repeat until you change the request.",
    ],
  },
  {
    id: "idempotency",
    title: "Idempotency",
    paragraphs: [
      "Give each event a key that says what happened (`intro-ada-1-sent`), not which execution noticed it. The same `idempotency_key` of a workspace, or `event_id` of a company, is stored once, however often it arrives. The response then has `deduped: true`, and the first event stays as it is, even if the second one differs. After a timeout or a 5xx, send the same request again.",
      "Email events are also compared by `provider`, `provider_message_id`, recipient, `event_type` and `step`: the same message reported under two keys is one event.",
    ],
  },
  {
    id: "timestamps",
    title: "Timestamps",
    paragraphs: [
      "Send times as ISO 8601 with a zone; responses use UTC. An event counts on the day on which its `event_ts` (or `occurred_at`) falls in the workspace's time zone, even if it arrives later. Without a time, the time of arrival counts.",
      "Order does not matter: a reply that arrives before its email is kept, and a lead that opted out stays opted out. Clocks may be wrong by up to a day; a time further in the future, or before the year 2000, is rejected.",
      "The cost of a model call counts in the month (UTC) in which you report it.",
    ],
  },
  {
    id: "rate-limits",
    title: "Rate limits",
    paragraphs: [
      `Per minute: ${perMinute(LIMITS.token.points)} requests with one webhook token, ${perMinute(LIMITS.projectKey.points)} for one company with its website keys, ${perMinute(LIMITS.key.points)} with one API key, and the same for one person. A batch is one request. After ${LIMITS.wrongCredentials.points} wrong credentials within ten minutes an address has to wait; wrong website keys are counted separately and close only the endpoints that accept them.`,
      "429 `rate.limited` says in `retry-after` how many seconds to wait. 503 `ingestion.busy` means that more arrives than can be stored now, `ingestion.slow` that the database did not store the event in time. Wait for `retry-after`, then send the same request again. An event that was answered with 200 is stored. One that was not may be stored too: its key keeps it from being counted twice.",
    ],
  },
  {
    id: "test-events",
    title: "Test events",
    paragraphs: [
      "`is_test: true` stores an event and shows it only where tests are shown. It changes no number, budget or notification, and stops no sequence. It never replaces a real event: the same key may arrive again without `is_test`, and then counts.",
    ],
  },
  {
    id: "website-script",
    title: "Website script",
    feature: "kpis",
    paragraphs: [
      'Add `<script defer src="…/g.js" data-project="…" data-key="gpk_…"></script>` to your pages, with Greenlight\'s origin, the company\'s id and its publishable key. The script `/g.js` reports one page view per page, including pages of single-page applications and pages restored by the back button. It respects Do Not Track, ignores prerendered pages, sets no cookie, and drops everything after `?` or `#` in an address. Do not load it with `type="module"`: it could not find its own tag.',
      'Report anything else from the page: `window.greenlight?.("lead")` when a visitor leaves an address, `window.greenlight?.("signup", { plan: "pro" })` for an event with properties. Only events named `lead` count as leads. Keep the `?.`: when an ad blocker blocks the script, `greenlight` does not exist. Report anything you cannot afford to miss from your server, with the secret key.',
      "If your site has a content security policy, allow Greenlight's origin in `script-src` (or put your nonce on the tag) and in `connect-src`.",
    ],
  },
  {
    id: "budgets",
    title: "Model budgets",
    paragraphs: [
      `Each workspace has a monthly budget (UTC) for model calls: ${plans}. A request that would exceed it gets 402 \`budget.exceeded\` with \`current_spend\` and \`limit\`; it is not stored, and the model is not called. Concurrent requests cannot exceed the budget either. Owners and admins are notified once a month each at 50, 80 and 100 %. An administrator can change the plan.`,
      `Calls of a model without a known price cost nothing in the budget and are limited by number instead: ${unpricedPlans}. A further call gets 402 \`budget.unpriced_calls_exceeded\` until the next month begins or the operator sets the model's price.`,
    ],
  },
  {
    id: "frozen-workspaces",
    title: "Frozen workspaces",
    paragraphs: [
      "While a workspace is frozen, every request gets 403 `workspace.frozen` and nothing is stored. Do not retry in a loop: the freeze revoked the webhook token and the API keys for good. Create new ones in the settings after it ends. Unsubscribe links keep working.",
    ],
  },
];

/** The topics that apply to every operation. Code is between backticks. */
export const guide = (): GuidePart[] =>
  GUIDE.filter(({ feature }) => isOn(feature)).map((part) => ({
    ...part,
    paragraphs: part.paragraphs.filter((paragraph) => paragraph !== WEBSITE_KEYS || isOn("kpis")),
  }));

export const asMarkdown = (): string =>
  guide()
    .map(({ title, paragraphs }) => [`## ${title}`, ...paragraphs].join("\n\n"))
    .join("\n\n");
