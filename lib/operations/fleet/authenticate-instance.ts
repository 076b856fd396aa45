import { createHash, createPublicKey } from "node:crypto";
import { compactVerify } from "jose";
import { INSTANCE_ISSUER, InstanceClaims } from "@/lib/contracts/instance";
import { findMachineKey } from "@/lib/operations/machines/find-machine-key";
import type { SystemCtx } from "@/lib/platform/ctx";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

/** The machine of this installation, whose key the operator's environment holds. */
export const LOCAL_INSTANCE = "local";

export type InstanceCtx = SystemCtx & { instance: string };

/**
 * Which machine signed a body; 401 `instance.unknown` unless its own key did, over these very bytes. Nothing of the body is trusted before,
 * and no clock is asked: what arrives late is told apart by what it says.
 */
export async function authenticateInstance(
  ctx: SystemCtx,
  { token, body }: { token: string | null; body: string },
): Promise<InstanceCtx> {
  const claims = token === null ? null : await readClaims(ctx, token);
  const bodyHash = createHash("sha256").update(body).digest("hex");
  if (claims === null || claims.body_sha256 !== bodyHash) throw unknownInstance();
  return { ...ctx, instance: claims.sub };
}

async function readClaims(ctx: SystemCtx, token: string): Promise<InstanceClaims | null> {
  const named = InstanceClaims.safeParse(unverified(token));
  const pem = named.success ? await keyOf(ctx, named.data.sub) : null;
  if (!named.success || pem === null) return null;
  const verified = await compactVerify(token, createPublicKey(pem), { algorithms: ["EdDSA"] }).then(
    () => true,
    () => false,
  );
  return verified && named.data.iss === INSTANCE_ISSUER ? named.data : null;
}

/** Says only whose key to try. */
function unverified(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

const keyOf = async (ctx: SystemCtx, name: string): Promise<string | null> =>
  name === LOCAL_INSTANCE ? (env().LOCAL_INSTANCE_KEY ?? null) : findMachineKey(ctx, name);

const unknownInstance = (): AppError =>
  new AppError("unauthenticated", "This was not signed by the key of a machine that is known here.", {
    code: "instance.unknown",
  });
