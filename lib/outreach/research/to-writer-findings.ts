import type { WriterFinding } from "@/lib/contracts/engine-research";
import type { Finding } from "./schemas";

/** The findings as a writer gets them. */
export const toWriterFindings = (findings: readonly Finding[] = []): WriterFinding[] =>
  findings.map(({ number, fact, quote, url, dated: date }) => ({ number, fact, quote, url, date }));
