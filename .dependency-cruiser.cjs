/** Imports point down: app|workers -> lib/http -> lib/<domain> -> lib/providers -> lib/platform. */
const RANKS = [
  ["tenancy", "ledger", "audit", "vault"],
  ["projects", "integrations", "email", "leads", "workflows", "assets", "billing", "notifications"],
  ["ingestion", "campaigns", "recurring", "approvals"],
  ["metrics", "company-context", "onboarding"],
  ["ignition", "sandbox", "watchdog", "fleet", "chat", "phases", "nightshift", "provisioning", "llm-gateway"],
  ["governance"],
];
const LEAF = "^lib/(?!platform|providers|http|contracts)[^/]+/(schemas|jobs|events|transitions)\\.ts$";
const NEXT = "(^|/)node_modules/next/";
const rankRules = RANKS.map((domains, rank) => ({
  name: `domain-rank-${rank}`,
  severity: "error",
  comment:
    "A domain calls only lower ranks; sideways and upwards it uses jobs and events. Foundations may call each other.",
  from: { path: `^lib/(${domains.join("|")})/` },
  to: { path: `^lib/(${RANKS.slice(Math.max(rank, 1)).flat().join("|")})/`, pathNot: ["^lib/$1/", LEAF] },
}));
const forbid = (name, from, to) => ({ name, severity: "error", from, to });

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
    forbid("stores-are-private", { path: "^lib/([^/]+)/" }, { path: "^lib/[^/]+/store", pathNot: "^lib/$1/" }),
    forbid("no-sql-outside-stores", { path: "^(app|workers|lib/http)/" }, { path: "^lib/[^/]+/store" }),
    forbid("app-never-imports-workers", { path: "^(app|proxy)" }, { path: "^workers/" }),
    forbid("workers-know-no-http", { path: "^workers/" }, { path: "^(app|lib/http)/" }),
    forbid("sidecar-stands-alone", { path: "^sidecar/" }, { path: "^(app|workers|scripts|lib/(?!contracts/))" }),
    forbid("contracts-know-nobody", { path: "^lib/contracts/" }, { path: "^(app|workers|sidecar|lib/(?!contracts/))" }),
    forbid(
      "product-never-imports-scripts-or-tests",
      { path: "^(app|lib|workers|sidecar)/" },
      { path: "^(scripts|tests)/" },
    ),
    ...rankRules,
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
