import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import { z } from "zod";
import type { Database } from "@/lib/platform/database.types";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

const LIFETIME_SECONDS = 60;
const TIMEOUT_MS = 10_000;

/** Names one workspace, and nobody: the database reads it only from this issuer, whose tokens only this application can sign. */
const signToken = (workspaceId: string, secret: string): Promise<string> =>
  new SignJWT({ role: "authenticated", greenlight_workspace_id: workspaceId })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("greenlight")
    .setAudience("authenticated")
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS} s`)
    .sign(new TextEncoder().encode(secret));

/**
 * A client of this installation's Supabase that sees one workspace and changes nothing: row level security is what confines it, with a
 * token of a minute for every request. Throws `supabase.not_configured` without Supabase.
 */
export function createTenantSupabaseClient(workspaceId: string): SupabaseClient<Database> {
  const { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_JWT_SECRET } = env();
  if (!SUPABASE_URL || !SUPABASE_ANON_KEY || !SUPABASE_JWT_SECRET) {
    throw new AppError(
      "impossible",
      "Supabase is not configured: set SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY and SUPABASE_JWT_SECRET.",
      { code: "supabase.not_configured" },
    );
  }
  const id = z.uuid().parse(workspaceId);
  return createClient<Database>(SUPABASE_URL, SUPABASE_ANON_KEY, {
    accessToken: () => signToken(id, SUPABASE_JWT_SECRET),
    db: { timeout: TIMEOUT_MS },
  });
}
