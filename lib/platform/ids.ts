import { createHash, randomBytes, randomUUID } from "node:crypto";

export const newId = (): string => randomUUID();

/** 32 random bytes as 64 hex characters: a bearer secret. */
export const newSecret = (): string => randomBytes(32).toString("hex");

/** Lower-case hex sha256: what is stored of a secret that only has to be recognised. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);
