import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { DnsNotice } from "../setup-port";

const TOLERANCE_MS = 300_000;
/** `user_id` is the workspace that we named when a session began. Nothing else of a message is read. */
const Notice = z.object({ id: z.string().min(1).max(255), user_id: z.uuid().nullable().catch(null) });

const invalid = (): AppError =>
  new AppError(
    "unauthenticated",
    "The signature does not fit this message, or it is older than five minutes. Send it signed with this application's secret.",
    { code: "signature.invalid" },
  );

/** Their clock writes seconds; a longer number is in milliseconds. */
function timeOf(stamp: string): number {
  if (!/^\d{9,14}$/.test(stamp)) return Number.NaN;
  const number = Number(stamp);
  return number > 100_000_000_000 ? number : number * 1_000;
}

/**
 * A message of Entri's, as a bell. Its signature covers the id and the time alone (hex SHA-256 of id, time and secret), so the rest may be
 * anybody's words and decides nothing. 401 unless it fits and is at most five minutes old, 404 where no keys are configured.
 */
export function readEntriWebhook(body: string, headers: Headers, now = new Date()): DnsNotice {
  const { ENTRI_SECRET: secret } = env();
  if (secret === undefined)
    throw new AppError("not_found", "No webhook of Entri's is expected here: ENTRI_SECRET is not set.", {
      code: "entri_webhook.off",
    });
  const stamp = headers.get("entri-timestamp") ?? "";
  const notice = Notice.safeParse(parsed(body));
  const isRecent = Math.abs(now.getTime() - timeOf(stamp)) <= TOLERANCE_MS;
  const id = notice.success ? notice.data.id : "";
  const expected = createHash("sha256").update(`${id}${stamp}${secret}`).digest();
  const given = Buffer.from((headers.get("entri-signature-v2") ?? "").toLowerCase(), "hex");
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  if (!notice.success || !isRecent || !fits) throw invalid();
  return { id, workspaceId: notice.data.user_id };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // no signature fits what is not JSON
  }
}
