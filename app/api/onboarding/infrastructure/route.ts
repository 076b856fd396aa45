import { OverRevision } from "@/lib/company/profile/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { readInfrastructure } from "@/lib/operations/onboarding/read-infrastructure";
import { saveScheduleAnswers } from "@/lib/operations/onboarding/save-schedule-answers";
import { SaveInfrastructure, SchedulePart } from "@/lib/operations/onboarding/schemas";

const body = SaveInfrastructure.extend(OverRevision.shape).extend(SchedulePart.shape);

/** GET /api/onboarding/infrastructure?workspace_id= → { infrastructure: {…} | null, revision } */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => readInfrastructure(ctx) });

/** POST /api/onboarding/infrastructure { workspace_id, revision?, part?, time_zone, send_window, … } → { infrastructure, revision } · 409 */
export const POST = workspaceRoute({ input: { body }, handler: (ctx, input) => saveScheduleAnswers(ctx, input.body) });

/** PUT is the same: saving twice is saving once. */
export const PUT = workspaceRoute({ input: { body }, handler: (ctx, input) => saveScheduleAnswers(ctx, input.body) });

export const { PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST, PUT });
