import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { vendorContract } from "./vendor-contract";

export type KeptEmail = {
  id: string;
  key: string;
  body: Record<string, unknown>;
  last_event: string;
  created_at: string;
};
type Mode = "works" | "dies_after" | "dies_before" | "refuses" | "busy" | "lies" | "down";

const shown = ({ id, body, last_event, created_at }: KeptEmail): Record<string, unknown> => {
  const { to, cc = [], bcc = [], reply_to, from, subject, text, html } = body;
  const message_id = `<${id}@resend.example>`;
  return { object: "email", id, message_id, to, cc, bcc, reply_to, from, subject, text, html, last_event, created_at };
};

/** Resend as far as the product uses it: sends with an idempotency key, and its record of them. */
export class ResendServer {
  readonly emails: KeptEmail[] = [];
  requests = 0;
  /** Ways in which our requests differed from Resend's description. */
  readonly violations: string[] = [];
  private readonly contract = vendorContract("resend");
  /** Whether a repeated idempotency key is answered with the first email, as documented. */
  honoursKeys = true;
  /** A key that may only send reads no record. */
  maySendOnly = false;
  mode: Mode = "works";
  private server: Server | null = null;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      void this.answer(request).then((answer) => {
        if (answer === null) return request.socket.destroy();
        return response
          .writeHead(answer.status, { "content-type": "application/json" })
          .end(JSON.stringify(answer.body));
      });
    }).listen(0, "127.0.0.1");
    const { server } = this;
    await new Promise((resolve) => server.once("listening", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.close();
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown } | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.judge(request, Buffer.concat(chunks).toString());
    if (this.mode === "down") return { status: 503, body: {} };
    if (request.method === "POST" && request.url === "/emails") {
      return this.send(
        String(request.headers["idempotency-key"]),
        JSON.parse(Buffer.concat(chunks).toString()) as KeptEmail["body"],
      );
    }
    if (this.maySendOnly) {
      return { status: 401, body: { statusCode: 401, name: "restricted_api_key", message: "This key may only send." } };
    }
    if (request.url?.startsWith("/emails?")) return { status: 200, body: this.page(new URL(request.url, "http://x")) };
    const email = this.emails.find(({ id }) => request.url === `/emails/${id}`);
    if (!email) return { status: 404, body: { statusCode: 404, name: "not_found", message: "Email not found" } };
    return { status: 200, body: shown(email) };
  }

  private judge({ method = "GET", url = "/" }: IncomingMessage, text: string): void {
    const { pathname: path, searchParams } = new URL(url, "http://x");
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    this.violations.push(...this.contract.judgeRequest({ method, path, query: [...searchParams.keys()], body }));
  }

  /** `GET /emails`, newest first. */
  private page({ searchParams }: URL): unknown {
    const newest = this.emails.toReversed();
    const after = newest.findIndex(({ id }) => id === searchParams.get("after"));
    const rest = newest.slice(after + 1);
    const data = rest.slice(0, Number(searchParams.get("limit") ?? 20)).map(shown);
    return { object: "list", has_more: rest.length > data.length, data };
  }

  private send(key: string, body: KeptEmail["body"]): { status: number; body: unknown } | null {
    this.requests += 1;
    const { mode } = this;
    if (mode === "dies_before") return null;
    if (mode === "refuses")
      return {
        status: 422,
        body: { statusCode: 422, name: "validation_error", message: "The domain is not verified." },
      };
    if (mode === "busy")
      return {
        status: 409,
        body: { statusCode: 409, name: "concurrent_idempotent_requests", message: "In progress." },
      };
    const known = this.honoursKeys ? this.emails.find((email) => email.key === key) : undefined;
    const email = known ?? { id: randomUUID(), key, body, last_event: "sent", created_at: new Date().toISOString() };
    if (!known && mode !== "lies") this.emails.push(email);
    return mode === "dies_after" ? null : { status: 200, body: { id: email.id } };
  }
}
