import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

type NewRequest = {
  id: string;
  projectId: string;
  callId: string;
  step: number;
  purpose: string;
  provider: string;
  model: string;
  context: { hash: string; position: string };
  request: object;
};

export async function insertRequest(
  tx: TxCtx,
  { projectId, callId, context, request, ...row }: NewRequest,
): Promise<void> {
  await tx.db
    .insertInto("model_requests")
    .values({
      ...row,
      workspace_id: tx.workspaceId,
      project_id: projectId,
      call_id: callId,
      context_hash: context.hash,
      context_position: context.position,
      request: JSON.stringify(request),
      created_at: tx.now().toISOString(),
    })
    .execute();
}

export type RequestEnd = {
  id: string;
  status: "completed" | "failed" | "aborted";
  model: string;
  errorCode: string | null;
  response: object;
  tokens: { in: number; out: number };
};

export async function endRequest(
  tx: TxCtx,
  { id, status, model, errorCode, response, tokens }: RequestEnd,
): Promise<void> {
  await tx.db
    .updateTable("model_requests")
    .set({
      status,
      model,
      error_code: errorCode,
      response: JSON.stringify(response),
      tokens_in: tokens.in,
      tokens_out: tokens.out,
      ended_at: tx.now().toISOString(),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}

/** Answers how many were deleted; there may be more. */
export async function deleteRequestsBefore(tx: ServiceTx, before: string, atOnce: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from model_requests
    where id in (select id from model_requests where created_at < ${before} order by created_at limit ${atOnce})`.execute(
    tx.db,
  );
  return Number(numAffectedRows);
}
