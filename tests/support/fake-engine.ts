import { createServer } from "node:http";
import { OutcomeReport, type ConfirmAnswer, type OutcomeAnswer, type SendAnswer } from "@/lib/contracts/engine";

type Answer = { status: number; body: object };
type Reported = { claimId: string; report: OutcomeReport };

export type FakeEngine = {
  url: string;
  /** Every confirmation and outcome in the order they came, like `confirm 1`. */
  asked: string[];
  reported: Reported[];
  stop(): Promise<void>;
};

type Options = {
  token: string;
  /** Undefined means go. */
  onConfirm?: (claimId: string) => Answer | undefined;
  /** The answer about a claim that the application sends itself; undefined means sent. */
  onSend?: (claimId: string) => Answer;
  /** Undefined means recorded. */
  onOutcome?: (reported: Reported) => Answer | undefined;
};

export const withdrawn = (reason: string): Answer => ({
  status: 409,
  body: { error: "This email must not be sent any more.", code: "claim.withdrawn", reason, request_id: "r" },
});

/** `/api/engine/claims/…` as the contract has it, without a database behind it. */
export async function startFakeEngine({ token, onConfirm, onSend, onOutcome }: Options): Promise<FakeEngine> {
  const asked: string[] = [];
  const reported: Reported[] = [];

  const answer = (path: string, body: unknown): Answer => {
    const [, claimId = "", act] = /^\/api\/engine\/claims\/([^/]+)\/(confirm|outcome|send)$/.exec(path) ?? [];
    asked.push(`${act} ${claimId}`);
    if (act === "confirm") {
      const go: ConfirmAnswer = { claim_id: claimId, confirmed_at: new Date().toISOString() };
      return onConfirm?.(claimId) ?? { status: 200, body: go };
    }
    if (act === "send") {
      const sent: SendAnswer = {
        claim_id: claimId,
        status: "sent",
        recorded: true,
        stop: false,
        message_id: "<1@sender.example>",
        response: "250 OK",
      };
      return onSend?.(claimId) ?? { status: 200, body: sent };
    }
    const report = OutcomeReport.safeParse(body);
    if (!report.success) return { status: 400, body: { error: "status: unknown", code: "body.invalid" } };
    const entry = { claimId, report: report.data };
    const scripted = onOutcome?.(entry);
    if (scripted) return scripted;
    reported.push(entry);
    const recorded: OutcomeAnswer = {
      claim_id: claimId,
      status: "sent",
      recorded: true,
      stop: entry.report.status === "server_unusable",
    };
    return { status: 200, body: recorded };
  };

  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      const allowed = request.headers["x-webhook-token"] === token;
      const { status, body } = allowed
        ? answer(request.url ?? "", JSON.parse(text))
        : { status: 401, body: { error: "No valid webhook token.", code: "token.invalid" } };
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/api/engine`, asked, reported, stop };
}
