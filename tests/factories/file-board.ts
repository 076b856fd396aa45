import { appendFile, readFile } from "node:fs/promises";
import { z } from "zod";
import { defineAction, type AnyAction, type Outcome } from "@/lib/company/approvals/define-action";

/** The lines that a provider has taken: it knows no idempotency, so what it is asked twice it does twice. */
export const takenBy = async (file: string): Promise<string[]> =>
  (await readFile(file, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");

const Input = z.strictObject({ text: z.string() });
const taken = (key: string): Outcome => ({
  status: "executed",
  provider: "file",
  providerId: key,
  words: "It stands in the file.",
  observed: { key },
});

/** An action whose provider is a file that every process can append to and read. */
export const noteIn = (file: string): AnyAction =>
  defineAction({
    kind: "lab.note",
    title: "Write a note",
    permission: "approvals.write",
    input: Input,
    undoWindowSeconds: 30,
    decideWithinHours: 24,
    recheckSeconds: [1, 60],
    preview: async (_tx, { input }) => ({
      title: `Note ${input.text}`,
      account: { label: "the lab's file", integration: null, shared: false },
      costCapCents: 0,
      contract: { text: input.text },
      parts: [{ label: "Text", text: input.text }],
    }),
    execute: async (_ctx, { idempotencyKey }) => {
      await appendFile(file, `${idempotencyKey}\n`);
      return taken(idempotencyKey);
    },
    lookUp: async (_ctx, { idempotencyKey: key }) =>
      (await takenBy(file)).includes(key)
        ? taken(key)
        : { status: "failed", provider: "file", code: "file.not_there", words: "It does not stand in the file." },
    verify: async (_ctx, { execution }) => {
      const lines = await takenBy(file);
      const isThere = lines.some((line) => line.startsWith(execution.approvalId));
      const words = isThere ? "It stands there." : "It does not stand there.";
      return { verdict: isThere ? "verified" : "contradicted", check: "file", words, observed: {}, evidence: words };
    },
  });
