import { raw, Router } from "express";
import { MAX_COMMAND_BYTES } from "@/lib/contracts/sidecar";
import type { Authenticate } from "../auth";
import type { RunCommand } from "../commands/run-command";
import { CommandFailure } from "../failure";

/** POST /api/command */
export function commandRoute({
  authenticate,
  runCommand,
}: {
  authenticate: Authenticate;
  runCommand: RunCommand;
}): Router {
  const router = Router();
  router.post("/api/command", raw({ type: () => true, limit: MAX_COMMAND_BYTES }), async (request, response) => {
    const bytes: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { workspaceId, bodyHash } = await authenticate({ authorization: request.get("authorization"), body: bytes });
    const { status, answer } = await runCommand({ workspaceId, bodyHash, body: parseBody(bytes) });
    response.status(status).json(answer);
  });
  return router;
}

function parseBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CommandFailure("command.unreadable", "The command is not JSON in UTF-8.", { status: 400, cause });
  }
}
