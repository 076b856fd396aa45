import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { currentKey, keyring, type MasterKey } from "./keyring";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** Bytes in the lower-case base 32 of RFC 4648, without padding: safe where case is lost, in mail addresses say. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("");
}

type Signed = { audience: string; text: string };

function macBy({ hex }: MasterKey, { audience, text }: Signed): string {
  const key = new Uint8Array(hkdfSync("sha256", Buffer.from(hex, "hex"), "", `greenlight short macs: ${audience}`, 32));
  return toBase32(createHmac("sha256", key).update(text).digest().subarray(0, 13)).slice(0, 20);
}

/** 100 bits of HMAC-SHA256 as 20 characters that survive a change of case. */
export const shortMac = (signed: Signed): string => macBy(currentKey("vault"), signed);

/** Whether it was made by one of our keys, in constant time. */
export function isShortMac(signed: Signed, mac: string): boolean {
  const given = Buffer.from(mac.toLowerCase());
  return keyring("vault").some((key) => {
    const expected = Buffer.from(macBy(key, signed));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
