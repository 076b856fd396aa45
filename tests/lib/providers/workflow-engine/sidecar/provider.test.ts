import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { jwtVerify } from "jose";
import { afterEach, describe, expect, test } from "vitest";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";

const { privateKey } = generateKeyPairSync("ed25519");
const signingKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const workspaceId = "11111111-1111-4111-8111-111111111111";
const call = (): { workspaceId: string; commandId: string; signal: AbortSignal } => ({
  workspaceId,
  commandId: "op-1:deploy",
  signal: new AbortController().signal,
});

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function engineOn(handler: RequestListener): Promise<WorkflowEngine> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return workflowEngine({ sidecarUrl: `http://127.0.0.1:${port}/`, signingKeyPem });
}

const failing = (status: number, code: string, retryable: boolean): Promise<WorkflowEngine> =>
  engineOn((_request, response) =>
    response.writeHead(status).end(JSON.stringify({ success: false, error: { code, message: "said so", retryable } })),
  );

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

describe("the sidecar's client", () => {
  test("signs each command for its body, workspace and a minute, with a fresh id", async () => {
    const seen: { token: string; body: string }[] = [];
    const engine = await engineOn((request, response) => {
      void textOf(request).then((body) => {
        seen.push({ token: request.headers.authorization?.replace("Bearer ", "") ?? "", body });
        response.end('{"success":true,"result":{"deleted":true}}');
      });
    });
    await engine.deleteWorkflow({ ...call(), workflowId: "wf1" });
    await engine.deleteWorkflow({ ...call(), workflowId: "wf1" });
    const claims = await Promise.all(
      seen.map(
        async ({ token }) =>
          (await jwtVerify(token, createPublicKey(privateKey), { issuer: "greenlight", audience: workspaceId }))
            .payload,
      ),
    );
    const expected = { action: "DELETE_WORKFLOW", command_id: "op-1:deploy", payload: { workflow_id: "wf1" } };
    for (const [index, { body }] of seen.entries()) {
      expect(JSON.parse(body)).toEqual(expected);
      expect(claims[index]?.body_sha256).toBe(createHash("sha256").update(body).digest("hex"));
      expect(Number(claims[index]?.exp) - Number(claims[index]?.iat)).toBe(60);
    }
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(2);
  });

  test.each([
    [404, "workflow.not_found", false, "not_found"],
    [409, "command.conflict", false, "conflict"],
    [422, "n8n.rejected", false, "impossible"],
    [422, "credential.foreign", false, "impossible"],
    [503, "n8n.not_ready", true, "unavailable"],
    [502, "n8n.failed", true, "upstream"],
    [401, "token.invalid", false, "internal"],
  ])("passes on %i %s, retryable %s, as %s", async (status, code, retryable, kind) => {
    const engine = await failing(status, code, retryable);
    await expect(engine.publishWorkflow({ ...call(), workflowId: "wf1" })).rejects.toMatchObject({
      name: "AppError",
      kind,
      code,
      retryable,
      message: "said so",
    });
  });

  test.each([
    ["HTML", "<html>500</html>"],
    ["nothing", ""],
    ["another shape", '{"success":true,"result":{"workflow_id":1}}'],
    ["garbage", '{"success":"perhaps"}'],
  ])("%s from the sidecar is sidecar.bad_answer, retryable", async (_name, body) => {
    for (const status of [200, 500]) {
      const engine = await engineOn((_request, response) => response.writeHead(status).end(body));
      const answer = engine.publishWorkflow({ ...call(), workflowId: "wf1" });
      await expect(answer).rejects.toMatchObject({ code: "sidecar.bad_answer", kind: "upstream", retryable: true });
    }
  });

  test("a dead sidecar is sidecar.unreachable, retryable", async () => {
    const engine = workflowEngine({ sidecarUrl: "http://127.0.0.1:2", signingKeyPem });
    await expect(engine.checkHealth(call())).rejects.toMatchObject({
      code: "sidecar.unreachable",
      kind: "unavailable",
      retryable: true,
    });
  });
});
