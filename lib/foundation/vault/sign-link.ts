import { hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT, type JWTPayload } from "jose";
import { AppError } from "@/lib/platform/errors";
import { currentKey, keyring, type MasterKey } from "./keyring";

export type Signing = { audience: string; claims: Record<string, unknown>; expiresAt: Date };
export type Opening = { audience: string; token: string; now: Date };

/** A key of its own for each kind of link, so that one can never be taken for another. */
const linkKey = ({ hex }: MasterKey, audience: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", Buffer.from(hex, "hex"), "", `greenlight links: ${audience}`, 32));

/** A text for an address that says what it is for and until when; HMAC-SHA256, nobody else can make or change one. */
export async function signLink({ audience, claims, expiresAt }: Signing): Promise<string> {
  const master = currentKey("vault");
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", kid: master.id })
    .setAudience(audience)
    .setExpirationTime(expiresAt)
    .sign(linkKey(master, audience));
}

/** The claims of a link, even if it was signed before the last key rotation; 403 `link.expired` or `link.invalid`. */
export async function openLink({ audience, token, now }: Opening): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => keyOf(kid, audience), {
      audience,
      algorithms: ["HS256"],
      requiredClaims: ["exp"],
      currentDate: now,
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired)
      throw new AppError("forbidden", "This link has expired. Ask for a new one.", { code: "link.expired", cause });
    throw new AppError("forbidden", "This link is not one that Greenlight gave out. Ask for a new one.", {
      code: "link.invalid",
      cause,
    });
  }
}

function keyOf(kid: string | undefined, audience: string): Uint8Array {
  const master = keyring("vault").find(({ id }) => id === kid);
  if (!master) throw new errors.JWKSNoMatchingKey();
  return linkKey(master, audience);
}
