import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import { bearerOf } from "./bearer";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Vercel Cron sends `CRON_SECRET` as its bearer token; 401 for anything else. */
export function requireCronSecret(headers: Headers): void {
  const { CRON_SECRET } = env();
  const token = bearerOf({ headers });
  if (CRON_SECRET && token && timingSafeEqual(digest(token), digest(CRON_SECRET))) return;
  throw new AppError("unauthenticated", "The request needs CRON_SECRET as its bearer token.", {
    code: "cron.bad_secret",
  });
}
