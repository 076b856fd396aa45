/**
 * Imports point down. The folder tree is the rank: a group imports lower groups, and inside a group a domain imports
 * those before it in this list. Leaves (schemas, jobs, events, transitions) and type-only imports are no exception.
 */
const GROUPS = {
  foundation: ["access", "ledger", "audit", "vault", "notifications", "credentials", "members", "workspaces"],
  company: ["projects", "profile", "approvals", "tasks", "receipts", "assets", "integrations", "mail", "publishing"],
  outreach: [
    "leads",
    "research",
    "suppressions",
    "sending-domains",
    "tracking",
    "mailbox",
    "sequence",
    "replies",
    "workflows",
    "campaigns",
    "drafts",
  ],
  metering: ["events", "website", "spending", "billing", "metrics", "llm-gateway"],
  autopilot: [
    "actions",
    "jobs",
    "models",
    "wording",
    "memory",
    "context",
    "plan",
    "recurring",
    "tools",
    "chat",
    "nightshift",
    "reports",
  ],
  operations: [
    "machines",
    "onboarding",
    "ignition",
    "sandbox",
    "test-mailbox",
    "fleet",
    "governance",
    "watchdog",
    "runtimes",
    "exit",
    "deletion",
  ],
};
const NAMES = Object.keys(GROUPS);
const ANY_GROUP = `(${NAMES.join("|")})`;
const LEAF = `^lib/${ANY_GROUP}/[^/]+/(schemas|jobs|events|transitions)\\.ts$`;
const NEXT = "(^|/)node_modules/next/";
const forbid = (name, from, to) => ({ name, severity: "error", from, to });

const groupRules = NAMES.slice(0, -1).map((group, rank) =>
  forbid(
    `group-${group}-imports-lower-groups-only`,
    { path: `^lib/${group}/` },
    { path: `^lib/(${NAMES.slice(rank + 1).join("|")})/` },
  ),
);
const domainRules = Object.entries(GROUPS).flatMap(([group, domains]) => [
  ...domains.map((domain, index) => {
    const later = domains.slice(index + 1);
    return forbid(
      `domain-${group}-${domain}-imports-earlier-domains-only`,
      { path: `^lib/${group}/${domain}/` },
      { path: later.length ? `^lib/${group}/(${later.join("|")})/` : "^$" },
    );
  }),
  forbid(`domains-of-${group}-stand-in-the-list`, {}, { path: `^lib/${group}/(?!(${domains.join("|")})/)` }),
]);

module.exports = {
  forbidden: [
    forbid("no-cycles", {}, { circular: true }),
    forbid("no-unresolvable", {}, { couldNotResolve: true }),
    forbid("platform-is-the-floor", { path: "^lib/platform/" }, { path: "^(app|workers|lib/(?!platform/))" }),
    forbid(
      "providers-know-no-domain",
      { path: "^lib/providers/" },
      { path: "^(app|workers|lib/(?!platform/|providers/|contracts/))" },
    ),
    forbid("domains-know-no-transport", { path: "^lib/(?!http/)" }, { path: "^(app|workers|lib/http)/" }),
    forbid(
      "only-transport-knows-next",
      { path: "^(lib|workers|sidecar|scripts)/", pathNot: "^lib/(http|providers/identity)/" },
      { path: NEXT },
    ),
    forbid(
      "only-workers-and-the-queue-know-pg-boss",
      { path: "^(app|lib|sidecar|proxy|instrumentation)", pathNot: "^lib/platform/queue\\.ts$" },
      { path: "(^|/)node_modules/pg-boss/" },
    ),
    forbid("leaves-stay-leaves", { path: LEAF }, { path: "^lib/", pathNot: ["^lib/(platform|contracts)/", LEAF] }),
    forbid(
      "stores-are-private",
      { path: "^lib/([^/]+)/([^/]+)/" },
      { path: "^lib/[^/]+/[^/]+/store", pathNot: "^lib/$1/$2/" },
    ),
    forbid("no-sql-outside-stores", { path: "^(app|workers|lib/http)/" }, { path: "^lib/[^/]+/[^/]+/store" }),
    forbid("app-never-imports-workers", { path: "^(app|proxy)" }, { path: "^workers/" }),
    forbid("workers-know-no-http", { path: "^workers/" }, { path: "^(app|lib/http)/" }),
    forbid("sidecar-stands-alone", { path: "^sidecar/" }, { path: "^(app|workers|scripts|lib/(?!contracts/))" }),
    forbid(
      "a-company-runtime-stands-alone",
      { path: "^runtime-template/" },
      { path: "^(app|lib|workers|sidecar|scripts|tests)/" },
    ),
    forbid(
      "contracts-import-contracts-only",
      { path: "^lib/contracts/" },
      { path: "^(app|workers|sidecar|lib/(?!contracts/))" },
    ),
    forbid(
      "product-never-imports-scripts-or-tests",
      { path: "^(app|lib|workers|sidecar)/" },
      { path: "^(scripts|tests)/" },
    ),
    ...groupRules,
    ...domainRules,
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(sidecar/n8n|\\.next)/" },
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
