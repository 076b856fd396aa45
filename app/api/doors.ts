import type { Door } from "@/lib/http/machine-doors/find-door";
import * as costEvents from "./cost-events/route";
import * as claims from "./engine/claims/route";
import * as confirm from "./engine/claims/[claimId]/confirm/route";
import * as outcome from "./engine/claims/[claimId]/outcome/route";
import * as send from "./engine/claims/[claimId]/send/route";
import * as drafts from "./engine/drafts/route";
import * as leadsToPrepare from "./engine/leads-to-prepare/route";
import * as leadsToResearch from "./engine/leads-to-research/route";
import * as replies from "./engine/replies/route";
import * as research from "./engine/research/route";
import * as sources from "./engine/sources/route";
import * as events from "./events/route";
import * as health from "./health/route";
import * as chatCompletions from "./llm/v1/chat/completions/route";
import * as models from "./llm/v1/models/route";
import * as analyticsEvents from "./projects/[projectId]/analytics/events/route";
import * as paymentEvents from "./projects/[projectId]/payments/events/route";
import * as testCompletions from "./sandbox/engine/[runId]/chat/completions/route";
import * as testClaims from "./sandbox/engine/[runId]/claims/route";
import * as testConfirm from "./sandbox/engine/[runId]/claims/[claimId]/confirm/route";
import * as testOutcome from "./sandbox/engine/[runId]/claims/[claimId]/outcome/route";
import * as testSend from "./sandbox/engine/[runId]/claims/[claimId]/send/route";
import * as testDrafts from "./sandbox/engine/[runId]/drafts/route";
import * as testPreparation from "./sandbox/engine/[runId]/leads-to-prepare/route";
import * as testLeadsToResearch from "./sandbox/engine/[runId]/leads-to-research/route";
import * as testResearch from "./sandbox/engine/[runId]/research/route";
import * as testSources from "./sandbox/engine/[runId]/sources/route";

/**
 * Every door of machines: answered by these handlers in front of Next in the application's process, and by `npm run ingest`. A test
 * compares the list with the routes.
 */
export const DOORS: readonly Door[] = [
  { path: "/api/events", handlers: { POST: events.POST } },
  { path: "/api/cost-events", handlers: { POST: costEvents.POST } },
  {
    path: "/api/projects/[projectId]/analytics/events",
    handlers: { POST: analyticsEvents.POST, OPTIONS: analyticsEvents.OPTIONS },
    credential: "x-project-key",
  },
  {
    path: "/api/projects/[projectId]/payments/events",
    handlers: { POST: paymentEvents.POST },
    credential: "x-project-key",
  },
  { path: "/api/llm/v1/chat/completions", handlers: { POST: chatCompletions.POST } },
  { path: "/api/llm/v1/models", handlers: { GET: models.GET } },
  { path: "/api/engine/claims", handlers: { POST: claims.POST } },
  { path: "/api/engine/claims/[claimId]/confirm", handlers: { POST: confirm.POST } },
  { path: "/api/engine/claims/[claimId]/outcome", handlers: { POST: outcome.POST } },
  { path: "/api/engine/claims/[claimId]/send", handlers: { POST: send.POST } },
  { path: "/api/engine/drafts", handlers: { POST: drafts.POST } },
  { path: "/api/engine/leads-to-prepare", handlers: { POST: leadsToPrepare.POST } },
  { path: "/api/engine/leads-to-research", handlers: { POST: leadsToResearch.POST } },
  { path: "/api/engine/replies", handlers: { POST: replies.POST } },
  { path: "/api/engine/research", handlers: { POST: research.POST } },
  { path: "/api/engine/sources", handlers: { POST: sources.POST } },
  { path: "/api/sandbox/engine/[runId]/chat/completions", handlers: { POST: testCompletions.POST } },
  { path: "/api/sandbox/engine/[runId]/claims", handlers: { POST: testClaims.POST } },
  { path: "/api/sandbox/engine/[runId]/claims/[claimId]/confirm", handlers: { POST: testConfirm.POST } },
  { path: "/api/sandbox/engine/[runId]/claims/[claimId]/outcome", handlers: { POST: testOutcome.POST } },
  { path: "/api/sandbox/engine/[runId]/claims/[claimId]/send", handlers: { POST: testSend.POST } },
  { path: "/api/sandbox/engine/[runId]/drafts", handlers: { POST: testDrafts.POST } },
  { path: "/api/sandbox/engine/[runId]/leads-to-prepare", handlers: { POST: testPreparation.POST } },
  { path: "/api/sandbox/engine/[runId]/leads-to-research", handlers: { POST: testLeadsToResearch.POST } },
  { path: "/api/sandbox/engine/[runId]/research", handlers: { POST: testResearch.POST } },
  { path: "/api/sandbox/engine/[runId]/sources", handlers: { POST: testSources.POST } },
  { path: "/api/health", handlers: { GET: health.GET } },
];
