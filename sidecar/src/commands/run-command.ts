import type { ZodType } from "zod";
import { Command, COMMANDS, type CommandAnswer } from "@/lib/contracts/sidecar";
import type { Follow } from "../events/followed-runs";
import { CommandFailure } from "../failure";
import type { Engine } from "../n8n/engine";
import type { CommandKey, SidecarStore } from "../store";
import { HANDLERS, type CommandCtx } from "./handlers";

export type Outcome = { status: number; answer: CommandAnswer };
export type Received = { workspaceId: string; body: unknown; bodyHash: string };
export type RunCommand = (received: Received) => Promise<Outcome>;
type Work = () => Promise<Outcome>;

/**
 * Runs a command once per workspace and `command_id`: repeated, also at the same time or after a restart, it answers as before.
 * A failure worth retrying is not kept, so the next try works again.
 */
export function commandRunner(engine: Engine, store: SidecarStore, follow: Follow): RunCommand {
  const running = new Map<string, { bodyHash: string; outcome: Promise<Outcome> }>();

  return async ({ workspaceId, body, bodyHash }) => {
    const command = parse(Command, body, "command.invalid");
    const { effect, payload: schema } = COMMANDS[command.action];
    const payload = parse<unknown>(schema, command.payload, "command.invalid_payload");
    // the handler's own schema has just produced its payload, a link the compiler cannot follow through the table
    const handler = HANDLERS[command.action] as (ctx: CommandCtx, payload: unknown) => Promise<unknown>;
    const work: Work = () => outcomeOf(() => handler({ engine, workspaceId, follow }, payload));
    if (effect === "read") return work();

    const key = { workspaceId, commandId: command.command_id };
    const slot = `${workspaceId} ${command.command_id}`;
    const sibling = running.get(slot);
    if (sibling) return sibling.bodyHash === bodyHash ? sibling.outcome : conflict();
    const outcome = once({ key, bodyHash, repeatable: effect === "write" }, work);
    running.set(slot, { bodyHash, outcome });
    return outcome.finally(() => running.delete(slot));
  };

  async function once({ key, bodyHash, repeatable }: Once, work: Work): Promise<Outcome> {
    const known = store.beginCommand(key, bodyHash);
    if (known && known.bodyHash !== bodyHash) return conflict();
    if (known?.answer) return JSON.parse(known.answer) as Outcome;
    const outcome = known && !repeatable ? interrupted() : await work();
    if (isRetryable(outcome)) store.forgetCommand(key);
    else store.finishCommand(key, JSON.stringify(outcome));
    return outcome;
  }
}

type Once = { key: CommandKey; bodyHash: string; repeatable: boolean };

function parse<T>(schema: ZodType<T>, value: unknown, code: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join(".") || "body"}: ${message}`);
  throw new CommandFailure(code, issues.join("; "), { status: 400 });
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { status: 200, answer: { success: true, result: await work() } };
  } catch (error) {
    if (error instanceof CommandFailure) return failed(error);
    throw error;
  }
}

export function failed({ status, code, message, retryable }: CommandFailure): Outcome {
  return { status, answer: { success: false, error: { code, message, retryable } } };
}

function isRetryable({ answer }: Outcome): boolean {
  return !answer.success && answer.error.retryable;
}

function conflict(): Outcome {
  return failed(
    new CommandFailure("command.conflict", "This command_id was used for another command.", { status: 409 }),
  );
}

function interrupted(): Outcome {
  const message = "The sidecar stopped while doing this: whether it ran is unknown, and it is not repeated by itself.";
  return failed(new CommandFailure("command.outcome_unknown", message, { status: 409 }));
}
