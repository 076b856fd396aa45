import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repositoryRoot } from "../runtime/home";
import type { Form } from "./bare-insert";

type Common = { connections: number };
/** `body` may hold `[<id>]`, which is another word in each request. Connections take the requests in turn, each from another one on. */
export type HttpLoad = Common & {
  kind: "http";
  url: string;
  method: "GET" | "POST";
  requests: { headers: Record<string, string>; body?: string }[];
  amount: number;
};
export type InsertLoad = Common & {
  kind: "insert";
  databaseUrl: string;
  /** One of them a connection, in turn. */
  places: Place[];
  amount: number;
  rows: number;
  form: Form;
};
/** Where events are stored; the contacts of the sample's addresses are there already. */
export type Place = { workspaceId: string; projectId: string; campaignId: string; groupId: string };

export type Measured = {
  requests: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers by status, and what broke; `inserted` for rows. */
  answers: Record<string, number>;
};
export type Answer = { measured: Measured } | { error: string };

/** A process of its own that makes the load, so that measuring takes no time from what is measured. */
export class LoadGenerator {
  private readonly ended: Promise<[Answer]>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, "exit").then(() => [{ error: "The load generator ended." }]);
  }

  static async start(): Promise<LoadGenerator> {
    const child = fork(join(repositoryRoot, "scripts/bench.ts"), ["--as", "load"], {
      execArgv: ["--import", "tsx"],
      cwd: repositoryRoot,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    await once(child, "message");
    return new LoadGenerator(child);
  }

  async run(load: HttpLoad | InsertLoad): Promise<Measured> {
    this.child.send(load);
    const [answer] = (await Promise.race([once(this.child, "message"), this.ended])) as [Answer];
    if ("error" in answer) throw new Error(answer.error);
    return answer.measured;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.disconnect();
    await this.ended;
  }
}
