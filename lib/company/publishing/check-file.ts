import { createHash } from "node:crypto";
import type { Check } from "@/lib/company/approvals/define-action";
import { checkAnswer } from "@/lib/company/receipts/check-answer";
import type { LookOptions } from "@/lib/providers/web/look-at-page";
import { whyPlaceholder } from "./placeholder";

type FileWanted = { url: string; sha256: string; sizeBytes: number };

/** Whether a stranger gets exactly these bytes, and they are more than a placeholder. */
export const checkFile = ({ url, sha256, sizeBytes }: FileWanted, options: LookOptions): Promise<Check> =>
  checkAnswer(
    {
      url,
      check: "file",
      judge: ({ status, bytes }) => {
        if (status !== 200) return { verdict: "contradicted", words: `${url} answered ${status} instead of the file.` };
        const seen = createHash("sha256").update(bytes).digest("hex");
        const facts = { sha256: seen, bytes: bytes.length };
        if (seen !== sha256)
          return { verdict: "contradicted", words: `${url} is served, but it is another file.`, facts };
        const placeholder = whyPlaceholder(bytes);
        return placeholder === null
          ? {
              verdict: "verified",
              words: `${url} serves exactly the approved ${bytes.length} bytes to everybody.`,
              facts,
            }
          : {
              verdict: "contradicted",
              words: `${url} serves the file, but ${placeholder}.`,
              facts: { ...facts, placeholder },
            };
      },
    },
    // One byte more than expected shows that it is another file.
    { ...options, maxBytes: sizeBytes + 1 },
  );

/** Whether a stranger finds no file any more. */
export const checkGone = (url: string, options: LookOptions): Promise<Check> =>
  checkAnswer(
    {
      url,
      check: "file gone",
      judge: ({ status }) =>
        status === 404 || status === 410
          ? { verdict: "verified", words: `${url} answers ${status}: the file is not served any more.` }
          : { verdict: "contradicted", words: `${url} still answers ${status}.` },
    },
    options,
  );
