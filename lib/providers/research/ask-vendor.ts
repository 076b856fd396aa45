import type { ZodType } from "zod";
import { AppError } from "@/lib/platform/errors";
import type { Question, Reply } from "../vendor-keys/questions";
import { connect } from "../web/connect";

/** Asks a server in public: a founder names some of the addresses. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<Reply>;

/** Some answers are larger than a page, and a vendor works for a while before it gives one: each has a minute. */
const MAX_BYTES = 4 * 1024 * 1024;
export const askInPublic: Ask = async ({ url, ...question }, signal) => {
  const { status, bytes } = await connect(url, { ...question, signal, allowLoopback: false, maxBytes: MAX_BYTES });
  return { status, body: bytes.toString("utf8") };
};

export const researchFailure = (code: string, message: string): AppError =>
  new AppError("upstream", message, { code: `research.${code}` });

type Asked<T> = { vendor: string; question: Question; schema: ZodType<T>; signal: AbortSignal; ask: Ask };

/** A vendor's answer in the expected shape; `research.refused`, `research.limited`, `research.down` or `research.unreadable` otherwise. Nothing of the answer is repeated. */
export async function askVendor<T>({ vendor, question, schema, signal, ask }: Asked<T>): Promise<T> {
  const { status, body } = await ask(question, signal);
  if (status < 200 || status >= 300) throw refusal(vendor, status);
  const parsed = schema.safeParse(jsonOf(body));
  if (parsed.success) return parsed.data;
  throw researchFailure("unreadable", `${vendor} gave an answer that cannot be read.`);
}

function refusal(vendor: string, status: number): AppError {
  if (status === 402 || status === 429)
    return researchFailure("limited", `The limit or the credit at ${vendor} is used up.`);
  if (status >= 500 || status === 408) return researchFailure("down", `${vendor} could not be asked (${status}).`);
  if (status === 404) return researchFailure("refused", `${vendor} does not know what is asked of it (404).`);
  return researchFailure("refused", `${vendor} does not accept the saved key (${status}).`);
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // a page instead of an answer is refused by the schema
  }
}
